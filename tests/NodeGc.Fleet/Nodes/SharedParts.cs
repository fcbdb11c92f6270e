using System.Collections.Immutable;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;

namespace NodeGc.Fleet.Nodes;

/// <summary>What all simulated agents of the process share.</summary>
internal sealed class SharedParts : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-fleet-");

    public SharedParts(string @namespace, TimeProvider time)
    {
        (Namespace, Time) = (@namespace, time);
        var missing = Path.Combine(folder.FullName, "no-store");
        Options = new NodeOptions([missing], "/proc", Socket: null, folder.FullName, IsReadOnly: false);
        State = StateDirectory.Open(folder.FullName);
        Stores = new NodeStores(Options, State, time);
        Metrics = new AgentMetrics(new AgentIdentity("fleet", @namespace).Info);
        Inventories = SyntheticInventory.CreateAll(time.GetUtcNow());
    }

    /// <summary>The namespace of the leases.</summary>
    public string Namespace { get; }

    public TimeProvider Time { get; }

    /// <summary>With a data root that does not exist: nothing on this machine is read.</summary>
    public NodeOptions Options { get; }

    public StateDirectory State { get; }

    public NodeStores Stores { get; }

    public AgentMetrics Metrics { get; }

    public ImmutableArray<SyntheticInventory> Inventories { get; }

    public void Dispose()
    {
        Stores.Dispose();
        folder.Delete(recursive: true);
    }
}
