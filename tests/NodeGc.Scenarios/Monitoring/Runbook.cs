using System.Text.RegularExpressions;
using NodeGc.Testing;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>The commands of the runbooks.</summary>
internal static partial class Runbook
{
    /// <summary>What needs a kubelet, or changes more than a test may.</summary>
    private static readonly string[] NeedPods = ["kubectl logs", "kubectl drain", "kubectl rollout"];

    private static readonly string[] Change = ["kubectl delete", "kubectl apply", "kubectl patch"];

    /// <summary>Commands that only look, of all pages, with names filled in.</summary>
    public static IReadOnlyList<string> ListLooks(string node, string cleanup) =>
        [
            .. Directory
                .EnumerateFiles(SourceTree.PathOf("docs", "runbooks"))
                .Order(StringComparer.Ordinal)
                .SelectMany(page => List(page, node, cleanup))
                .Where(command => !NeedPods.Concat(Change).Any(command.StartsWith)),
        ];

    /// <summary>The only command of a page that changes something.</summary>
    public static string FindChange(string alert, string node, string cleanup) =>
        List(SourceTree.PathOf("docs", "runbooks", $"{alert}.md"), node, cleanup)
            .Single(command => Change.Any(command.StartsWith));

    private static IEnumerable<string> List(string page, string node, string cleanup) =>
        Command()
            .Matches(File.ReadAllText(page))
            .Select(match =>
                match
                    .Groups[1]
                    .Value.Replace("NODE:", "\0", StringComparison.Ordinal)
                    .Replace("NODE", node, StringComparison.Ordinal)
                    .Replace("\0", "NODE:", StringComparison.Ordinal)
                    .Replace("CLEANUP", cleanup, StringComparison.Ordinal)
                    .Replace("charts/nodegc/", SourceTree.PathOf("charts", "nodegc") + "/", StringComparison.Ordinal)
            );

    [GeneratedRegex(@"^\$ (kubectl .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
