extension ControlGroup {
  /// The user whose directory it is: root's, or that of whom it was delegated to.
  package func owner() throws(ErrorNumber) -> UInt32 { try calls.status(directory, [0]).owner }
}
