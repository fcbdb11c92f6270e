using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>The built agent as a user runs it on one data root, without naming a socket, with a state directory of its
/// own.</summary>
internal sealed class AgentProgram : IDisposable
{
    private const string Policy = """
        apiVersion: nodegc.io/v1alpha1
        kind: NodeStorageCleanup
        metadata: { name: eager }
        spec:
          mode: Enforce
          collect:
            layers: { minAge: 0s, confirmationInterval: 5s }
            debris: { minAge: 0s, confirmationInterval: 5s }
          limits: { maxPercentOfStore: 100, maxIOPressurePercent: 100 }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-p-");
    private readonly string dataRoot;

    public AgentProgram(string dataRoot)
    {
        this.dataRoot = dataRoot;
        File.WriteAllText(PolicyFile, Policy);
    }

    private string PolicyFile => Path.Combine(folder.FullName, "policy.yaml");

    private string State => Path.Combine(folder.FullName, "state");

    private string Command(string command) =>
        $"{AppContext.BaseDirectory}/nodegc-agent {command} --data-root {dataRoot} --state-dir {State}";

    /// <summary><c>scan</c>, beside everything else on this machine.</summary>
    public CommandResult Scan() => Shell(Command("scan"));

    /// <summary><c>clean --yes</c> with the tightest policy; it waits for its second look.</summary>
    /// <param name="isolation">The namespaces of its container, as options of <c>unshare</c>; null = none.</param>
    /// <param name="socket">What lies at the default place of the engine's socket; null = nothing.</param>
    public CommandResult Clean(string? isolation = null, string? socket = null)
    {
        var clean = Command($"clean --yes --policy {PolicyFile}");
        if (isolation is null)
            return Shell(clean);
        var place = socket is null ? "" : $"touch /run/docker.sock; mount --bind {socket} /run/docker.sock;";
        var inside = $"mount -t tmpfs tmpfs /run; {place} {clean}";
        return Run(new ExternalCommand("/usr/bin/unshare", [.. isolation.Split(' '), "sh", "-c", inside]));
    }

    /// <summary><c>scan</c> in a container that has the data root read-only.</summary>
    /// <param name="isolation">The namespaces of the container, as options of <c>unshare</c>.</param>
    public CommandResult ScanReadOnly(string isolation)
    {
        var inside = $"mount --bind {dataRoot} {dataRoot}; mount -o remount,ro,bind {dataRoot}; {Command("scan")}";
        return Run(new ExternalCommand("/usr/bin/unshare", [.. isolation.Split(' '), "sh", "-c", inside]));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CommandResult Shell(string command) => Run(new ExternalCommand("/bin/sh", "-c", command));

    private static CommandResult Run(ExternalCommand command) =>
        (command with { Limit = TimeSpan.FromMinutes(5) }).Run();
}
