//! `isogloss serve`: the arguments.

use clap::Args;

/// Serves the site until Ctrl-C.
#[derive(Clone, Debug, Default, Args)]
#[command(after_help = "Examples:
  isogloss serve
  isogloss serve --listen 0.0.0.0:80 --site-url https://example.com
  isogloss serve --demo false --log-format json
  isogloss serve --database-url postgres://isogloss@localhost/site

A first start makes the database and, unless --demo false, fills it with the folder `content` names or a demo site.")]
pub struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// What public URLs begin with [default: http:// and the address]
    #[arg(long, value_name = "URL")]
    pub site_url: Option<String>,
    /// Whether an empty database is filled: true or false [default: true]
    #[arg(long, value_name = "BOOL")]
    pub demo: Option<String>,
    /// Log lines for people or for programs: text or json [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// What is logged: off, error, warn, info, debug, trace [default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log_level: Option<String>,
}

impl Serve {
    /// The flags that were given, as keys of the configuration, which checks them.
    pub fn flags(&self) -> Vec<(&'static str, String)> {
        let flags = [
            ("listen", &self.listen),
            ("site_url", &self.site_url),
            ("demo", &self.demo),
            ("log.format", &self.log_format),
            ("log.level", &self.log_level),
        ];
        flags
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.clone()?)))
            .collect()
    }
}
