using YamlDotNet.Core;

namespace NodeGc.Api.Yaml;

/// <summary>Describes where and why a text is not valid YAML.</summary>
internal static class YamlFault
{
    private const string Tab = "YAML does not allow tabs for indentation; use spaces";

    /// <summary>The parser reports most tabs at the start of the enclosing block, so tabs are searched for
    /// separately.</summary>
    public static YamlProblem Describe(string file, string text, YamlException fault)
    {
        if (FindTab(text) is { } tab)
            return new YamlProblem(file, tab.Line, "", Tab) { Column = tab.Column };
        var at = fault.Start;
        return new YamlProblem(file, Math.Max(1, (int)at.Line), "", fault.Message)
        {
            Column = at.Line > 0 ? (int)at.Column : null,
        };
    }

    private static (int Line, int Column)? FindTab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = content[..^content.TrimStart().Length];
            var isText = indentation.Length < content.Length && content[indentation.Length] != '#';
            if (isText && indentation.IndexOf('\t') is >= 0 and var at)
                return (line, at + 1);
        }
        return null;
    }
}
