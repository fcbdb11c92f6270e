using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Docker;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>The running Docker daemon as the sweep needs it: only the daemon can forget a volume that it
/// knows.</summary>
internal sealed class DockerEngineAdapter : IDisposable
{
    private readonly DockerClient client;

    private DockerEngineAdapter(DockerClient client)
    {
        this.client = client;
        Volumes = new EngineOperations(FindAsync, CreateAsync, RemoveAsync)
        {
            RemoveViaEngine = new EngineRemoval(client).RemoveAsync,
        };
    }

    /// <summary>The operations that the sweep uses.</summary>
    public EngineOperations Volumes { get; }

    /// <summary>Connects to the store's daemon; null if none responds. Then no volume that a daemon knows is
    /// touched.</summary>
    public static async Task<DockerEngineAdapter?> FindAsync(
        NodeScanner scanner,
        CancellationToken cancellationToken
    ) => await scanner.FindEngineAsync(cancellationToken) is { } client ? new DockerEngineAdapter(client) : null;

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<VolumeDefinition?> FindAsync(string name, CancellationToken cancellationToken) =>
        await client.FindVolumeAsync(name, cancellationToken) is { } volume
            ? new VolumeDefinition(
                volume.Name,
                volume.Driver,
                volume.Labels.ToImmutableDictionary(),
                volume.Options.ToImmutableDictionary()
            )
            : null;

    private Task CreateAsync(VolumeDefinition volume, CancellationToken cancellationToken) =>
        client.CreateVolumeAsync(
            new VolumeSpec
            {
                Name = volume.Name,
                Driver = volume.Driver,
                Labels = volume.Labels,
                Options = volume.Options,
            },
            cancellationToken
        );

    private async Task<VolumeRemoval> RemoveAsync(string name, CancellationToken cancellationToken) =>
        await client.RemoveVolumeAsync(name, cancellationToken) switch
        {
            RemoveOutcome.Removed => VolumeRemoval.Removed,
            RemoveOutcome.AlreadyGone => VolumeRemoval.AlreadyGone,
            RemoveOutcome.InUse => VolumeRemoval.InUse,
            var other => throw new InvalidOperationException($"{other} is not an outcome of a removal"),
        };
}
