//! Bytes as text, for hashes and keys that people and databases see.

/// Two lower-case digits for each byte.
///
/// ```
/// use isogloss::domain::hexadecimal::hexadecimal;
/// assert_eq!(hexadecimal(&[0, 10, 255]), "000aff");
/// ```
pub fn hexadecimal<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    bytes
        .into_iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
