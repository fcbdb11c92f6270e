using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Kubectl.Output;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>The options of all commands that print something.</summary>
internal sealed class OutputOptions
{
    private readonly Option<OutputFormat> format;

    private readonly Option<bool> withoutHeadings = new("--no-headers")
    {
        Description = "Print tables without headings.",
    };

    public OutputOptions()
    {
        format = new Option<OutputFormat>("--output", "-o")
        {
            HelpName = "wide|json|yaml|name",
            Description = "Format of the output. Default: a table.",
            CustomParser = Parse,
            DefaultValueFactory = _ => OutputFormat.Table,
        };
        format.CompletionSources.Clear();
        format.CompletionSources.Add("wide", "json", "yaml", "name");
    }

    /// <summary>The command with these options.</summary>
    public Command AddTo(Command command)
    {
        command.Options.Add(format);
        command.Options.Add(withoutHeadings);
        return command;
    }

    public Printer Open(ParseResult parsed) =>
        new(Console.Out, Console.Error, parsed.GetValue(format), !parsed.GetValue(withoutHeadings));

    private static OutputFormat Parse(ArgumentResult result)
    {
        var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        switch (given)
        {
            case "wide":
                return OutputFormat.Wide;
            case "json":
                return OutputFormat.Json;
            case "yaml":
                return OutputFormat.Yaml;
            case "name":
                return OutputFormat.Name;
            default:
                result.AddError(
                    $"unable to match a printer suitable for the output format \"{given}\", "
                        + "allowed formats are: json, name, wide, yaml"
                );
                return OutputFormat.Table;
        }
    }
}
