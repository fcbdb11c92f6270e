using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodeGc.Docs.Tests.Markdown;

namespace NodeGc.Docs.Tests.Commands;

/// <summary>The commands of a <c>console</c> block, in order. A command starts with <c>$</c>; a line that ends with a
/// backslash is continued, and so is a here-document. Everything else is output.</summary>
internal static partial class CommandBlock
{
    public static ImmutableArray<string> Read(FencedBlock block)
    {
        var commands = ImmutableArray.CreateBuilder<string>();
        var lines = new Queue<string>(block.Text.Split('\n'));
        while (lines.TryDequeue(out var line))
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                commands.Add(Complete(line[2..], lines));
        return commands.ToImmutable();
    }

    private static string Complete(string command, Queue<string> lines)
    {
        while (command.EndsWith('\\') && lines.TryDequeue(out var next))
            command += "\n" + next;
        if (HereDocument().Match(command) is { Success: true } start)
            while (lines.TryDequeue(out var next))
            {
                command += "\n" + next;
                if (next == start.Groups[1].Value)
                    break;
            }
        return command;
    }

    [GeneratedRegex(@"<<'?(\w+)'?")]
    private static partial Regex HereDocument();
}
