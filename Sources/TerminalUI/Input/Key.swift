/// What a terminal sends, decoded: the back end makes these, the keymap reads them.
package enum Key: Hashable, Sendable {
  /// A character as it was typed; control characters come as `control`.
  case character(Unicode.Scalar)
  /// Control with a lower-case letter, such as `c` for Ctrl-C.
  case control(Unicode.Scalar)
  /// F1 is 1.
  case function(Int)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  /// At a place that counts from 0.
  case click(row: Int, column: Int)
  case doubleClick(row: Int, column: Int)
  case wheelUp(row: Int, column: Int)
  case wheelDown(row: Int, column: Int)
  /// The terminal has another size now.
  case resize(width: Int, height: Int)
}
