using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Kubectl.Output;

/// <summary>Prints what a command found in the format that was asked for.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Format">The format.</param>
/// <param name="HasHeadings">Whether tables have headings.</param>
internal sealed record Printer(TextWriter Output, TextWriter Errors, OutputFormat Format, bool HasHeadings)
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        IndentSize = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the output is for people.</summary>
    public bool IsTable => Format is OutputFormat.Table or OutputFormat.Wide;

    public void Print(Listing listing)
    {
        switch (Format)
        {
            case OutputFormat.Name:
                foreach (var name in listing.Names)
                    Output.WriteLine(PrintableText.Of(name));
                break;
            case OutputFormat.Json or OutputFormat.Yaml:
                Print(listing.Document);
                break;
            default:
                Print(listing.Table, listing.IfEmpty);
                break;
        }
        foreach (var note in listing.Notes)
            Errors.WriteLine(PrintableText.Of(note));
    }

    /// <summary>Prints a table; if it has no rows, <paramref name="ifEmpty"/> to standard error.</summary>
    public void Print(Table table, string ifEmpty)
    {
        if (table.Rows.IsEmpty)
        {
            Errors.WriteLine(ifEmpty);
            return;
        }
        foreach (var line in table.ToLines(Format == OutputFormat.Wide, HasHeadings))
            Output.WriteLine(line);
    }

    /// <summary>Prints a text of several lines.</summary>
    public void Print(string text) => Output.WriteLine(PrintableText.OfLines(text.TrimEnd('\n')));

    public void Print(JsonNode document)
    {
        if (Format == OutputFormat.Yaml)
        {
            YamlText.Write(Output, document);
            return;
        }
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            document.WriteTo(writer);
        Output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
