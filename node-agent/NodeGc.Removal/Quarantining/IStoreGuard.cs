using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// What a kind of store says about its own paths: which may be moved, what is moved with them, where a quarantine may
/// be, and what must not start meanwhile. Whatever a plan says, nothing else is moved.
/// </summary>
public interface IStoreGuard
{
    /// <summary>Folders that have a quarantine of their own if they are separate mounts, relative to the data
    /// root.</summary>
    ImmutableArray<string> QuarantineHomes { get; }

    /// <summary>The one of <see cref="QuarantineHomes"/> for <paramref name="path"/>; null if there is none.</summary>
    string? FindQuarantineHome(string path);

    /// <summary>What is wrong with the paths of <paramref name="item"/>; null if they may be moved.</summary>
    /// <param name="item">The item.</param>
    /// <param name="store">The store as it was planned for.</param>
    string? FindFault(PlanItem item, StoreFacts store);

    /// <summary>What may be moved with the item, in order.</summary>
    IReadOnlyList<(string Path, RelatedPathKind Kind)> RelatedPathsOf(PlanItem item);

    /// <summary>What makes the item in use, seen in its directory: content where it must be empty, or a mount; null if
    /// nothing does.</summary>
    /// <exception cref="LinuxException">It cannot be read, or a link was planted on the way.</exception>
    string? FindUse(PlanItem item, DirectoryHandle root);

    /// <summary>The links that are removed and restored with the item; null if it has none.</summary>
    LinksOfItem? FindLinks(PlanItem item);

    /// <summary>Whether a directory is a volume as the engine creates it, with nothing in it.</summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    bool IsEmptyVolume(DirectoryHandle volume);

    /// <summary>Whether the item may be moved only while no engine can start.</summary>
    bool NeedsHold(PlanItem item, StoreFacts store);

    /// <summary>Keeps engines of this store from starting until it is disposed of; null, with the reason, if that is
    /// impossible.</summary>
    IDisposable? TryHold(DirectoryHandle root, out string fault);
}
