internal import ArgumentParser
struct TreeCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "tree") }
struct GetCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "get") }
struct FilesCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "files") }
struct DoctorCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "doctor") }
