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

    /// Goes on with `(…)` around a list of parameters, padded with its last value to one of few lengths.
    /// An empty list matches nothing.
    pub(crate) fn bind_list<V: Into<Value> + Clone>(&mut self, values: &[V]) -> &mut Self {
        let Some(last) = values.last() else {
            return self.push("(NULL)");
        };
        self.push("(");
        for index in 0..padded(values.len()) {
            if index > 0 {
                self.push(", ");
            }
            self.bind(values.get(index).unwrap_or(last).clone());
        }
        self.push(")")
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
        assert_eq!([0, 1, 2, 4, 5, 17, 100].map(padded), [1, 1, 4, 4, 16, 64, 256]);
        let mut statement = Statement::new("SELECT 1 WHERE ");
        statement.bind(7i64).push(" IN ").bind_list(&[1i64, 2]);
        assert_eq!(statement.sql, "SELECT 1 WHERE $1 IN ($2, $3, $4, $5)");
        assert_eq!(statement.values.len(), 5);
    }
}
