using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A daemon that was killed while it filled a layer.</summary>
internal static class InterruptedImport
{
    /// <returns>The half-filled directory. The daemon is down afterwards.</returns>
    public static string MakeOrphan(PrivateDockerd dockerd)
    {
        using var import = HeldImport.Begin(dockerd, "never:1");
        dockerd.Kill();
        return import.Directory;
    }
}
