//! Queries whose conditions depend on what is asked: put together from this crate's own fragments and bound values.

use super::statement::Statement;
use super::value::{Bind, Value};

/// A query in the making. Only `&'static str` and numbered parameters go into its text, so nothing that a person or a station
/// sent can.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assembly {
    text: String,
    values: Vec<Value>,
}

impl Assembly {
    /// Begins with a fragment.
    pub(crate) fn new(fragment: &'static str) -> Self {
        Self { text: fragment.to_owned(), values: Vec::new() }
    }

    /// Adds a fragment.
    pub(crate) fn push(&mut self, fragment: &'static str) -> &mut Self {
        self.text.push_str(fragment);
        self
    }

    /// Adds a parameter and its value.
    pub(crate) fn bind(&mut self, value: impl Bind) -> &mut Self {
        use std::fmt::Write as _;
        self.values.push(value.value());
        write!(self.text, "${}", self.values.len()).expect("memory takes all");
        self
    }

    /// Adds `(…)` with a parameter for each value; `(NULL)`, which nothing is in, where there is none.
    ///
    /// Not `= ANY`: with it PostgreSQL 15 loses the order of an index.
    pub(crate) fn list<T: Bind>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        self.text.push('(');
        let mut is_first = true;
        for value in values {
            if !std::mem::take(&mut is_first) {
                self.text.push_str(", ");
            }
            self.bind(value);
        }
        self.text.push_str(if is_first { "NULL)" } else { ")" });
        self
    }

    /// The finished statement.
    pub(crate) fn statement(self) -> Statement {
        Statement::assembled(self.text, self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::Assembly;

    #[test]
    fn parameters_are_numbered() {
        let mut query = Assembly::new("SELECT 1 WHERE a = ");
        query.bind(1_i64).push(" AND b IN ").list([2_i64, 3]).push(" AND c IN ").list(Vec::<i64>::new());
        assert_eq!(query.text, "SELECT 1 WHERE a = $1 AND b IN ($2, $3) AND c IN (NULL)");
        assert_eq!(query.values.len(), 3);
    }
}
