using System.Reflection;
using System.Text.RegularExpressions;

namespace NodeGc.Architecture.Tests;

/// <summary>Which folders of a project use which: an arrow for every type that is named in a signature or in a method's
/// body, and for every using directive.</summary>
/// <remarks>Constants leave no trace in compiled code; the using directives show them.</remarks>
/// <param name="Arrows">From one namespace to another of the same project, with an example.</param>
internal sealed partial record NamespaceGraph(IReadOnlyDictionary<(string From, string To), string> Arrows)
{
    public static NamespaceGraph Read(Project project)
    {
        var arrows = new SortedDictionary<(string, string), string>();
        foreach (var (from, to) in TypeReferences.List(Assembly.LoadFrom(project.Assembly)))
            if (IsIn(project, from.Namespace) && IsIn(project, to.Namespace))
                arrows.TryAdd((from.Namespace!, to.Namespace!), $"{from.Name} uses {to.Name}");
        foreach (var file in project.Sources)
            if (Namespace().Match(Repository.Read(file)) is { Success: true } declared)
                foreach (var used in Using().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value))
                    if (IsIn(project, used))
                        arrows.TryAdd((declared.Groups[1].Value, used), $"{Path.GetFileName(file)} has a using");
        return new NamespaceGraph(arrows);
    }

    /// <summary>The folders at this depth only: at 1 those directly below the project.</summary>
    public NamespaceGraph AtDepth(string project, int depth)
    {
        var arrows = new SortedDictionary<(string, string), string>();
        foreach (var ((from, to), example) in Arrows)
            arrows.TryAdd((Cut(from, project, depth), Cut(to, project, depth)), example);
        return new NamespaceGraph(arrows);
    }

    /// <summary>The arrows that are part of a cycle; empty if all arrows go one way.</summary>
    public IEnumerable<(string From, string To)> FindCyclic()
    {
        var used = Arrows.Keys.Where(arrow => arrow.From != arrow.To).ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = used.ToDictionary(folder => folder.Key, folder => Reach(folder.Key, used));
        return Arrows.Keys.Where(arrow =>
            arrow.From != arrow.To && reached.GetValueOrDefault(arrow.To, []).Contains(arrow.From)
        );
    }

    private static HashSet<string> Reach(string from, ILookup<string, string> used)
    {
        var reached = new HashSet<string>();
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var to in used[at].Where(reached.Add))
                queue.Enqueue(to);
        return reached;
    }

    private static string Cut(string name, string project, int depth) =>
        project + string.Join('.', name[project.Length..].Split('.').Take(depth + 1));

    private static bool IsIn(Project project, string? name) =>
        name == project.Name || name?.StartsWith(project.Name + ".", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
