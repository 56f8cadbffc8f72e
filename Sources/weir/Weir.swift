import WeirCommands

@main
struct Weir {
  static func main() { WeirCommand.start() }
}
