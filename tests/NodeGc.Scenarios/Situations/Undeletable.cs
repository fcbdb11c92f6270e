using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A file or directory that not even root can change for a while: the engine fails half-way, as it does on a
/// failing disk.</summary>
internal sealed class Undeletable : IDisposable
{
    private readonly string path;

    public Undeletable(string path)
    {
        this.path = path;
        _ = new ExternalCommand("/usr/bin/chattr", "+i", path).Run().Text;
    }

    public void Dispose() => _ = new ExternalCommand("/usr/bin/chattr", "-i", path).Run().Text;
}
