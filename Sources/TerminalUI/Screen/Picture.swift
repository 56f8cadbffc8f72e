/// What one frame shows.
package struct Picture: Sendable, Equatable {
  package var grid: Grid
  /// Where the terminal's cursor stands; nil where it is hidden.
  package var cursor: Place?

  package struct Place: Sendable, Equatable {
    package var row: Int
    package var column: Int
  }
}

/// A part of a drawn frame that a click means something on.
struct HotSpot: Sendable {
  enum Meaning: Sendable {
    /// The row of an incarnation.
    case row(UInt64)
    /// As if the key were pressed.
    case key(Key)
    /// The title of a column: sort by it.
    case title(String)
    /// An item of the menu that is open.
    case item(Int)
  }

  var row: Int
  var columns: Range<Int>
  var meaning: Meaning
}
