using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Formats;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubectl.Output;

namespace NodeGc.Kubectl.Views;

/// <summary>What can be restored on each node, and until when. Pure.</summary>
internal static class QuarantineView
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("NODE"),
        new("DATA ROOT"),
        new("ITEMS"),
        new("SIZE"),
        new("NEXT EXPIRY"),
        new("EXPIRES AT", IsWide: true),
        new("DELETED", IsWide: true),
        new("DELETED SIZE", IsWide: true),
    ];

    /// <param name="nodes">The nodes.</param>
    /// <param name="isOne">Whether to list the empty quarantines as well.</param>
    /// <param name="now">The current time.</param>
    public static Listing Create(ImmutableArray<NodeStorage> nodes, bool isOne, DateTimeOffset now)
    {
        var roots = nodes
            .SelectMany(node => node.Status?.DataRoots ?? [], (node, root) => (Node: node.Metadata.Name ?? "", root))
            .Where(one => isOne || one.root.Quarantine.Held.Items > 0)
            .ToList();
        return new Listing(
            new Table(Columns, [.. roots.Select(one => Row(one.Node, one.root, now))]),
            ObjectDocuments.NamesOf(ResourceTypes.NodeStorages, roots.Select(one => one.Node).Distinct()),
            new JsonArray([.. roots.Select(one => Document(one.Node, one.root))])
        )
        {
            IfEmpty = "No quarantined items found",
        };
    }

    private static ImmutableArray<string?> Row(string node, DataRootReport root, DateTimeOffset now)
    {
        var quarantine = root.Quarantine;
        return
        [
            node,
            root.Path,
            quarantine.Held.Items.ToString(CultureInfo.InvariantCulture),
            quarantine.Held.Size,
            HumanDuration.Until(quarantine.NextExpirationTime, now),
            quarantine.NextExpirationTime is { } next ? UtcText.Of(next) : null,
            quarantine.Deleted.Items.ToString(CultureInfo.InvariantCulture),
            quarantine.Deleted.Size,
        ];
    }

    private static JsonObject Document(string node, DataRootReport root) =>
        new()
        {
            ["node"] = node,
            ["dataRoot"] = root.Path,
            ["quarantine"] = JsonSerializer.SerializeToNode(root.Quarantine, ApiJsonContext.Default.QuarantineReport),
        };
}
