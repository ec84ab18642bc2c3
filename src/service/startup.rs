//! What must fit before anything is served: the views of the locales, which depend on their chains and on how they collate.

use crate::domain::fallback::Locales;
use crate::domain::order::collation_fingerprint;
use crate::service::site::Site;
use crate::store::view::{self, Which};
use crate::store::{Store, StoreError, setting};

/// The setting that says for which locales the views were derived.
const FINGERPRINT: &str = "view fingerprint";

/// Derives all views anew if locales, chains or collations are others than at the last start.
pub async fn prepare(store: &Store, site: &Site) -> Result<(), StoreError> {
    let fingerprint = fingerprint(&site.locales);
    let stored = setting::by_name(&store.read().await?, FINGERPRINT).await?;
    if stored.as_deref() == Some(&fingerprint) {
        return Ok(());
    }
    let tx = store.write().await?;
    view::refresh(&tx, &site.locales, Which::All).await?;
    setting::put(&tx, FINGERPRINT, &fingerprint).await?;
    tx.commit().await
}

/// Tells apart any two states of the site that derive different views from the same content.
fn fingerprint(locales: &Locales) -> String {
    let parts: Vec<String> = locales
        .all()
        .iter()
        .map(|locale| {
            let chain = locales.chain(locale);
            format!("{:?} {}", chain.locales(), collation_fingerprint(locale))
        })
        .collect();
    parts.join("; ")
}
