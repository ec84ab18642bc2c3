//! The binary's own texts: the files of the project's `locales/`, compiled in, so that it runs in any folder.
//! They only fill gaps; which texts win is decided in `catalog`.

/// A locale's tag and its files: name and text.
type Shipped = (&'static str, [(&'static str, &'static str); 2]);

macro_rules! shipped {
    ($tag:literal) => {
        (
            $tag,
            [
                (
                    concat!("locales/", $tag, "/server.ftl"),
                    include_str!(concat!("../../locales/", $tag, "/server.ftl")),
                ),
                (
                    concat!("locales/", $tag, "/site.ftl"),
                    include_str!(concat!("../../locales/", $tag, "/site.ftl")),
                ),
            ],
        )
    };
}

/// The shipped locales; the first one fills what nobody has.
pub(super) const FILES: [Shipped; 4] = [
    shipped!("en"),
    shipped!("ru"),
    shipped!("de"),
    shipped!("ar"),
];
