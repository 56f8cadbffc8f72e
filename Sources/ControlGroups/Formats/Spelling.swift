/// How far two words are apart: for "did you mean".
package enum Spelling {
  /// Letters to insert, drop or change (Levenshtein).
  package static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(64))
    let right = Array(right.utf8.prefix(64))
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for column in right.indices {
        let change = previous[column] + (byte == right[column] ? 0 : 1)
        current.append(min(change, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }

  /// The word that may be meant: the first of the nearest; nil where none is near.
  ///
  /// - Parameter most: how far it may be; nil for a third of the letters, and 3 of them at most.
  package static func nearest(_ word: String, in words: some Sequence<String>, atMost most: Int? = nil) -> String? {
    let most = most ?? min(3, word.utf8.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words where abs(candidate.utf8.count - word.utf8.count) <= most {
      let distance = distance(candidate, word)
      if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }
}
