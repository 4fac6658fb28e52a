//! Readability of a Swedish text. Also used for the texts of `app`.

/// Words per sentence, plus the percentage of words with more than six letters. Addresses are not words; a line without
/// a final stop is a sentence.
pub fn lix(text: &str) -> usize {
    let (mut words, mut long, mut sentences) = (0, 0, 0);
    for line in text.lines().filter(|line| !line.contains("://")) {
        let mut is_open = false;
        for word in line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)) {
            words += 1;
            long += usize::from(word.chars().filter(|sign| sign.is_alphabetic()).count() > 6);
            is_open = !word.ends_with(['.', '!', '?', ':']);
            sentences += usize::from(!is_open);
        }
        sentences += usize::from(is_open);
    }
    words / sentences + 100 * long / words
}
