using NodeGc.Collector.Inventories;

namespace NodeGc.Host.Kernel;

/// <summary>Finds the ids of known containers in paths and cgroup names.</summary>
public sealed class ContainerNames(Inventory inventory)
{
    private readonly HashSet<string> ids =
    [
        .. inventory
            .Resources.Where(resource => resource.Id.Kind == ResourceKind.Container)
            .Select(container => container.Id.Name),
    ];

    /// <summary>The first container whose full id is in <paramref name="text"/>, or null.</summary>
    public string? FindIn(string text)
    {
        const int length = 64;
        for (var start = 0; start + length <= text.Length; start++)
        {
            if (!char.IsAsciiHexDigitLower(text[start]))
                continue;
            var id = text.Substring(start, length);
            if (ids.Contains(id))
                return id;
            while (start < text.Length && char.IsAsciiHexDigitLower(text[start]))
                start++;
        }
        return null;
    }
}
