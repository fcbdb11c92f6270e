using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>
/// A metadata file that says something else for a while. The original is put aside and back by rename, so a daemon that
/// has it open never notices; only who reads the disk does.
/// </summary>
internal sealed class Damage : IDisposable
{
    private readonly string path;

    public Damage(string path, Func<byte[], byte[]> change)
    {
        this.path = path;
        // This runtime cannot read a file that the daemon has locked.
        _ = new ExternalCommand("/bin/cp", path, $"{path}.changed").Run().Text;
        File.WriteAllBytes($"{path}.changed", change(File.ReadAllBytes($"{path}.changed")));
        File.Move(path, $"{path}.aside");
        File.Move($"{path}.changed", path);
    }

    public void Dispose() => File.Move($"{path}.aside", path, overwrite: true);
}
