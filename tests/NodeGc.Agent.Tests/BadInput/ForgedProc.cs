namespace NodeGc.Agent.Tests.BadInput;

/// <summary>A small <c>proc</c> filesystem made of files: what it shows is seen by one test and by no other on this
/// machine.</summary>
internal sealed class ForgedProc(string folder)
{
    /// <summary>Adds a daemon with this command line; the path of the forged <c>proc</c>.</summary>
    public string WithDaemon(params string[] arguments)
    {
        var proc = Path.Combine(folder, "proc");
        var process = Directory.CreateDirectory(Path.Combine(proc, "4711")).FullName;
        File.WriteAllText(Path.Combine(proc, "stat"), "btime 1700000000\n");
        File.WriteAllText(Path.Combine(process, "comm"), Path.GetFileName(arguments[0]) + "\n");
        File.WriteAllText(Path.Combine(process, "cmdline"), string.Join('\0', arguments) + "\0");
        File.WriteAllText(
            Path.Combine(process, "stat"),
            $"4711 (dockerd) S {string.Join(' ', Enumerable.Repeat("0", 18))} 100 0\n"
        );
        File.CreateSymbolicLink(Path.Combine(process, "exe"), arguments[0]);
        File.CreateSymbolicLink(Path.Combine(process, "root"), "/");
        return proc;
    }
}
