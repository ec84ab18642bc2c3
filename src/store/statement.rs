//! One SQL statement with its parameters, built in the order in which it reads.

use sea_orm::{DbBackend, Statement as DbStatement, Value};

/// Text with `$1`-style parameters, and their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    sql: String,
    values: Vec<Value>,
}

impl Statement {
    /// Begins with fixed text.
    pub(crate) fn new(sql: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            values: Vec::new(),
        }
    }

    /// Goes on with fixed text.
    pub(crate) fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// Goes on with a parameter.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        let name = self.parameter(value);
        self.sql.push_str(&name);
        self
    }

    /// Takes a value that the text may name several times; answers with its name.
    pub(crate) fn parameter(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Takes the values of a list that the text may name several times; answers with `(…)` around their names.
    /// A list is padded with its last value to one of few lengths; an empty one matches nothing.
    pub(crate) fn list<V: Into<Value> + Clone>(&mut self, values: &[V]) -> String {
        let Some(last) = values.last() else {
            return "(NULL)".to_owned();
        };
        let names: Vec<String> = (0..padded(values.len()))
            .map(|index| self.parameter(values.get(index).unwrap_or(last).clone()))
            .collect();
        format!("({})", names.join(", "))
    }

    /// Goes on with a list.
    pub(crate) fn bind_list<V: Into<Value> + Clone>(&mut self, values: &[V]) -> &mut Self {
        let list = self.list(values);
        self.push(&list)
    }

    /// Goes on with `(VALUES (…), …)`, whose columns are called `column1` and `column2`; padded with pairs that match nothing.
    pub(crate) fn bind_pairs<'a>(
        &mut self,
        pairs: impl ExactSizeIterator<Item = (i64, &'a str)>,
    ) -> &mut Self {
        let missing = padded(pairs.len()) - pairs.len();
        let rows: Vec<String> = pairs
            .chain(std::iter::repeat_n((-1, ""), missing))
            .map(|(id, text)| format!("({}, {})", self.parameter(id), self.parameter(text)))
            .collect();
        self.push(&format!("(VALUES {})", rows.join(", ")))
    }

    /// The finished statement.
    pub(crate) fn finish(self, backend: DbBackend) -> DbStatement {
        DbStatement::from_sql_and_values(backend, self.sql, self.values)
    }
}

/// The length to which a list is padded: 1, 4, 16, 64, 256…
pub(crate) fn padded(length: usize) -> usize {
    let mut padded = 1;
    while padded < length {
        padded *= 4;
    }
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_of_few_lengths() {
        assert_eq!(
            [0, 1, 2, 4, 5, 17, 100].map(padded),
            [1, 1, 4, 4, 16, 64, 256]
        );
        let mut statement = Statement::new("SELECT 1 WHERE ");
        statement.bind(7i64).push(" IN ").bind_list(&[1i64, 2]);
        assert_eq!(statement.sql, "SELECT 1 WHERE $1 IN ($2, $3, $4, $5)");
        assert_eq!(statement.values.len(), 5);
    }
}
