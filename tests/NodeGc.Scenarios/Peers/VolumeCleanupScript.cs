using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NodeGc.Scenarios.Peers;

/// <summary>
/// A model, in words of our own, of two well-known shell scripts that remove volumes which no container uses. It says
/// what they would delete and deletes nothing. Each of their bugs is a function called after what it does wrong.
/// </summary>
/// <param name="dataRoot">Where the script was made to look.</param>
/// <param name="docker">What the engine answered, some time ago.</param>
internal sealed partial class VolumeCleanupScript(string dataRoot, EngineAnswers docker)
{
    public const string DefaultRoot = "/var/lib/docker";

    /// <summary>The older of the two scripts: it asks for the field <c>.Volumes</c>, bug 6.</summary>
    public bool AsksForVolumesField { get; init; }

    /// <summary>With the test of membership repaired, as some copies have it; that lays bug 2 open.</summary>
    public bool ComparesWholeNames { get; init; }

    /// <summary>Bug 8: the first process whose command line has the word; two of all the forms in which a root can be
    /// told.</summary>
    public static string RootOfTheFirstProcessCalledDocker(IEnumerable<string[]> commandLines)
    {
        const string Option = "--graph=";
        var arguments = commandLines.First(line =>
            line.Any(argument => argument.Contains("docker", StringComparison.Ordinal))
        );
        var at = Array.IndexOf(arguments, "-g") + 1;
        if (at > 0)
            return arguments[at];
        return arguments
            .FirstOrDefault(argument => argument.StartsWith(Option, StringComparison.Ordinal))
            ?[Option.Length..]
            ?? DefaultRoot;
    }

    /// <summary>Relative to the data root. Bug 12: no age, no second look. Bug 4: the same for <c>vfs/dir</c>, where
    /// nothing but volumes was asked for.</summary>
    public ImmutableSortedSet<string> WouldDelete()
    {
        var used = AppendsTheIdsToTheFirstElement();
        return [.. Of("volumes", used), .. Of("vfs/dir", used)];
    }

    private IEnumerable<string> Of(string folder, List<string> used) =>
        from path in Directory.Exists(At(folder)) ? Directory.GetDirectories(At(folder)) : []
        let name = Path.GetFileName(path)
        where LooksLikeAVolume(path, name) && !IsInUse(name, used)
        from deleted in RemovesTheWordsOfAnUnquotedName(folder, name)
        select deleted;

    /// <summary>Bug 2: without parentheses the shell appends to the text of the first element, so that all ids become
    /// one word.</summary>
    private List<string> AppendsTheIdsToTheFirstElement()
    {
        List<string> used = [""];
        foreach (var container in docker.Containers)
        {
            used[0] += container.Id;
            used.AddRange(VolumesOf(container));
        }
        return used;
    }

    /// <summary>Bug 7: no output is no volumes, whether the container has none or could not be inspected.</summary>
    private IEnumerable<string> VolumesOf(InspectedContainer container) =>
        (
            AsksForVolumesField
                ? container.VolumesField
                : container.MountSources.Concat(container.VolumesField).Distinct()
        )
            .Select(source => CutsTheIdOutOfThePath(source) ?? FirstRecordThatMatches(source))
            .OfType<string>();

    /// <summary>Bug 9: nothing comes out where the root has another name by now than when the volume was
    /// made.</summary>
    private string? CutsTheIdOutOfThePath(string source)
    {
        var root = $"^({Regex.Escape(DefaultRoot)}|{Regex.Escape(dataRoot)})";
        var match = Regex.Match(source, $"{root}/volumes/([^/]*)/_data$|{root}/vfs/dir/([^/]*)$");
        return match.Success ? match.Groups[2].Value + match.Groups[4].Value : null;
    }

    /// <summary>Bug 10: the path is taken for a pattern and searched for as text; the first file that matches is taken
    /// for the right one.</summary>
    private string? FirstRecordThatMatches(string source) =>
        Directory
            .EnumerateFiles(At("volumes"), "config.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(file => Regex.IsMatch(File.ReadAllText(file), $"\"Path\":\"{source}\""))
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)))
            .FirstOrDefault();

    /// <summary>Bug 3: 64 digits anywhere in the name will do. Bug 5: so will a folder for data, whoever named it. Bug
    /// 13: nobody asks where the data lies.</summary>
    private static bool LooksLikeAVolume(string path, string name) =>
        Directory.Exists(Path.Combine(path, "_data")) || SixtyFourDigitsAnywhere().IsMatch(name);

    private bool IsInUse(string name, List<string> used) =>
        ComparesWholeNames ? used.Contains(name) : IsPartOfTheJoinedList(name, used);

    /// <summary>Bug 1: a part of any name is as good as the name.</summary>
    private static bool IsPartOfTheJoinedList(string name, List<string> used) =>
        string.Join(' ', used).Contains(name, StringComparison.Ordinal);

    /// <summary>Bug 11: <c>rm -rf $folder/$name</c> removes the first word there, and the others wherever the script
    /// was started.</summary>
    private static IEnumerable<string> RemovesTheWordsOfAnUnquotedName(string folder, string name) =>
        $"{folder}/{name}".Split(' ');

    private string At(string path) => Path.Combine(dataRoot, path);

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex SixtyFourDigitsAnywhere();
}
