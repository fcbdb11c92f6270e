using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>Reads <c>lower</c>: the short names of all ancestors of a layer, nearest first. They are its needs.</summary>
internal sealed class LowerReader(ReadPass pass, StoreFolder home, ShortNames names)
{
    private const string Prefix = ShortLinkReader.Folder + "/";

    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    /// <summary>How many <c>lower</c> files were read.</summary>
    public int Count => texts.Values.Count(text => text is not null);

    /// <summary>Adds the needs of the directory <paramref name="name"/>; all that can be resolved are added before it throws.</summary>
    /// <exception cref="MetadataDamagedException">The file is missing where there must be one, or names nothing.</exception>
    public void Read(string name)
    {
        var draft = pass.Findings.Get(pass.Directory(name));
        var lower = texts[name] = home.FindText($"{name}/lower");
        if (lower is null) RefuseIfStacked(name);
        else if (FindParent(lower) is { } parent) draft.Need(pass.Directory(parent));
        else ResolveAll(draft, lower);
    }

    /// <summary>A base layer has neither <c>lower</c> nor <c>work</c>; one with <c>work</c> had parents.</summary>
    private void RefuseIfStacked(string name)
    {
        if (home.FindStatus($"{name}/work") is not null) throw new MetadataDamagedException("its lower file is missing, so what it is built upon is unknown");
    }

    /// <summary>The nearest ancestor, where its own <c>lower</c> file names exactly the others: then one edge stands for all, and a store of ten thousand
    /// layers has as many edges and not thirty times more. Null where that is not certain.</summary>
    private string? FindParent(string lower)
    {
        var end = lower.IndexOf(':', StringComparison.Ordinal);
        var nearest = end < 0 ? lower : lower[..end];
        if (!nearest.StartsWith(Prefix, StringComparison.Ordinal) || names.Find(nearest[Prefix.Length..]) is not { Count: 1 } directories) return null;
        var parent = directories.First();
        return Get(parent) is { } others && end >= 0 && others.AsSpan().SequenceEqual(lower.AsSpan(end + 1)) ? parent : null;
    }

    private string? Get(string name)
    {
        if (!texts.TryGetValue(name, out var text)) texts.Add(name, text = home.FindText($"{name}/lower"));
        return text;
    }

    private void ResolveAll(Draft draft, string lower)
    {
        var unresolved = lower.Split(':').Where(entry => !Resolve(draft, entry)).ToList();
        if (unresolved.Count > 0) throw new MetadataDamagedException($"its lower file names '{unresolved[0]}', which no directory is called");
    }

    private bool Resolve(Draft draft, string entry)
    {
        if (!entry.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var directories = names.Find(entry[Prefix.Length..]);
        foreach (var directory in directories) draft.Need(pass.Directory(directory));
        return directories.Count > 0;
    }
}
