using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Peers;

/// <summary>A real mount for as long as a test needs it.</summary>
internal sealed class BindMount : IDisposable
{
    private readonly string mountpoint;

    public BindMount(string source, string mountpoint)
    {
        this.mountpoint = mountpoint;
        _ = new ExternalCommand("/bin/mount", "--bind", source, mountpoint).Run().Text;
    }

    public void Dispose() => _ = new ExternalCommand("/bin/umount", "--lazy", mountpoint).Run().Text;
}
