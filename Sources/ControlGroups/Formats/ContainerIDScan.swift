// What engines make of a container's id in the name of its group: the one place that reads it.

/// Exactly 64 lower-case hex digits: an OCI container's id.
package func scanContainerID(_ text: Span<UInt8>, _ position: inout Int) -> ByteText? {
  let end = position + 64
  guard end <= text.count else { return nil }
  for index in position..<end where !isHexDigit(text[index]) { return nil }
  if end < text.count, isHexDigit(text[end]) { return nil }
  defer { position = end }
  return ByteText(text, position..<end)
}

/// `docker-ID.scope`: an engine's word, an id, and the end or one of the suffixes.
package func scanEngineGroup(_ text: Span<UInt8>, prefix: String, suffixes: [String]) -> ByteText? {
  var position = 0
  guard scanLiteral(text, &position, prefix), let id = scanContainerID(text, &position) else { return nil }
  for suffix in suffixes {
    var end = position
    if scanLiteral(text, &end, suffix), end == text.count { return id }
  }
  return nil
}
