namespace NodeGc.Scenarios.Situations;

/// <summary>A proc in which the first process is this one: machines that hide the real one from tests do not hide
/// this.</summary>
internal sealed class ProcWithInit : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-proc-");

    public ProcWithInit()
    {
        foreach (
            var entry in Directory
                .EnumerateFileSystemEntries("/proc")
                .Select(path => Path.GetFileName(path))
                .Where(name => name != "1")
        )
            File.CreateSymbolicLink(Path.Combine(Root, entry), $"/proc/{entry}");
        File.CreateSymbolicLink(Path.Combine(Root, "1"), $"/proc/{Environment.ProcessId}");
    }

    public string Root => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
