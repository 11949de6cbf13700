//! Formulas of measures: how a value follows from others ("จบ / ทั้งหมด * 100"), worked out exactly.

use crate::number::Fraction;
use crate::problem::Fault;

/// How deep brackets may go.
const DEPTH_MAX: usize = 32;

/// A formula that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula(Part);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Number(Fraction),
    Name(String),
    Negative(Box<Part>),
    Both(Box<Part>, char, Box<Part>),
}

impl Formula {
    /// Reads numbers, names of measures, `+ - * /`, × and ÷, and brackets.
    ///
    /// # Errors
    /// When it is no formula.
    pub fn parse(text: &str) -> Result<Formula, Fault> {
        let mut reader = Reader { tokens: tokens(text), at: 0 };
        let part = reader.sum(0).filter(|_| reader.at == reader.tokens.len());
        part.map(Formula).ok_or_else(|| Fault::new("measure-formula").with("formula", text))
    }

    /// The names in it.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.0.collect(&mut names);
        names
    }

    /// Its value; `None` where a value is missing or something would be divided by zero.
    pub fn value(&self, of: &impl Fn(&str) -> Option<Fraction>) -> Option<Fraction> {
        self.0.value(of)
    }
}

impl Part {
    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Part::Number(_) => {}
            Part::Name(name) => names.push(name),
            Part::Negative(part) => part.collect(names),
            Part::Both(left, _, right) => {
                left.collect(names);
                right.collect(names);
            }
        }
    }

    fn value(&self, of: &impl Fn(&str) -> Option<Fraction>) -> Option<Fraction> {
        let minus = Fraction::whole(-1);
        match self {
            Part::Number(number) => Some(number.clone()),
            Part::Name(name) => of(name),
            Part::Negative(part) => Some(part.value(of)?.times(&minus)),
            Part::Both(left, sign, right) => {
                let (left, right) = (left.value(of)?, right.value(of)?);
                match sign {
                    '+' => Some(left.plus(&right)),
                    '-' => Some(left.plus(&right.times(&minus))),
                    '*' => Some(left.times(&right)),
                    _ if right.is_zero() => None,
                    _ if right < Fraction::whole(0) => Some(left.times(&minus).divided_by(&right.times(&minus))),
                    _ => Some(left.divided_by(&right)),
                }
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        let sign = match c {
            '+' | '-' | '*' | '/' | '(' | ')' => Some(c),
            '×' => Some('*'),
            '÷' => Some('/'),
            _ => None,
        };
        if (sign.is_some() || c.is_whitespace()) && !word.is_empty() {
            tokens.push(Token::Word(std::mem::take(&mut word)));
        }
        match sign {
            Some(sign) => tokens.push(Token::Sign(sign)),
            None if !c.is_whitespace() => word.push(c),
            None => {}
        }
    }
    tokens
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    fn sign(&mut self, wanted: &[char]) -> Option<char> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self, depth: usize) -> Option<Part> {
        let mut left = self.product(depth)?;
        while let Some(sign) = self.sign(&['+', '-']) {
            left = Part::Both(Box::new(left), sign, Box::new(self.product(depth)?));
        }
        Some(left)
    }

    fn product(&mut self, depth: usize) -> Option<Part> {
        let mut left = self.factor(depth)?;
        while let Some(sign) = self.sign(&['*', '/']) {
            left = Part::Both(Box::new(left), sign, Box::new(self.factor(depth)?));
        }
        Some(left)
    }

    fn factor(&mut self, depth: usize) -> Option<Part> {
        if depth > DEPTH_MAX {
            return None;
        }
        if self.sign(&['-']).is_some() {
            return Some(Part::Negative(Box::new(self.factor(depth + 1)?)));
        }
        if self.sign(&['(']).is_some() {
            let inner = self.sum(depth + 1)?;
            return self.sign(&[')']).map(|_| inner);
        }
        let Some(Token::Word(word)) = self.tokens.get(self.at) else { return None };
        self.at += 1;
        match crate::answer::number(word) {
            Some(number) => Some(Part::Number(number.to_fraction())),
            None if word.starts_with(|c: char| c.is_numeric()) => None,
            None => Some(Part::Name(word.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<String> {
        let of = |name: &str| match name {
            "จบ" => Some(Fraction::whole(45)),
            "ทั้งหมด" => Some(Fraction::whole(48)),
            "ศูนย์" => Some(Fraction::whole(0)),
            _ => None,
        };
        Formula::parse(text).unwrap().value(&of).map(|v| v.round_half_up(2).to_string())
    }

    #[test]
    fn a_formula_is_worked_out_exactly() {
        for (text, wanted) in [
            ("จบ / ทั้งหมด * 100", "93.75"),
            ("(ทั้งหมด - จบ)÷ทั้งหมด×๑๐๐", "6.25"),
            ("2 + 3 * 4", "14.00"),
            ("-จบ / -3", "15.00"),
            ("10 - 2 - 3", "5.00"),
            ("1,000 / 3", "333.33"),
        ] {
            assert_eq!(value(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(value("จบ / ศูนย์"), None, "nothing is divided by zero");
        assert_eq!(value("จบ / ไม่มี"), None);
        assert_eq!(Formula::parse("ก / ข * 100 + ก").unwrap().names(), ["ก", "ข", "ก"]);
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for text in ["", "ก +", "ก ข", "(ก", "ก)", "* 2", "2ก", "1.2.3", "()"] {
            assert_eq!(Formula::parse(text).unwrap_err().key, "measure-formula", "{text}");
        }
        assert!(Formula::parse(&"(".repeat(10_000)).is_err());
        assert!(Formula::parse(&"-".repeat(10_000)).is_err());
    }

    proptest! {
        #[test]
        fn a_quotient_times_its_divisor_is_the_dividend(a in -1_000_000_i64..1_000_000, b in -1_000_i64..1_000) {
            let of = |name: &str| Some(Fraction::whole(if name == "a" { a } else { b }));
            let value = Formula::parse("a / b * b").unwrap().value(&of);
            prop_assert_eq!(value, (b != 0).then(|| Fraction::whole(a)));
        }
    }
}
