import ControlGroups

/// The first lines of the README, by somebody who has the library alone.
@main
struct LibraryUser {
  static func main() {
    guard let limit = try? Limit<ByteCount>(parsing: ByteText("1048576\n").bytes.span) else { return }
    print(limit)
  }
}
