using System.Collections.Immutable;

namespace NodeGc.Docs.Tests.Commands;

/// <summary>A command that was not run.</summary>
internal sealed record RecordedCommand(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>The commands in a file that the script <c>record</c> wrote.</summary>
    public static IEnumerable<RecordedCommand> Read(string file) =>
        from entry in File.Exists(file) ? File.ReadAllText(file).Split("\n\n") : []
        let words = entry.Trim('\n').Split('\n')
        where words[0].Length > 0
        select new RecordedCommand(words[0], [.. words[1..]]);

    /// <summary>The arguments of the agent in this command; null if it does not run the agent.</summary>
    public ImmutableArray<string>? FindAgentArguments() =>
        Program == "nodegc-agent" ? Arguments
        : Program == "sudo" && Arguments[0] == "nodegc-agent" ? Arguments[1..]
        : Program == "docker" && Arguments[0] == "run" ? After("nodegc/agent")
        : null;

    public override string ToString() => $"{Program} {string.Join(' ', Arguments)}";

    private ImmutableArray<string>? After(string image)
    {
        var at = Arguments.ToList().FindIndex(word => word.Contains(image, StringComparison.Ordinal));
        return at < 0 ? null : Arguments[(at + 1)..];
    }
}
