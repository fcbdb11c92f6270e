using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Generated;

/// <summary>docs/reference.md: every field of all kinds, from the CustomResourceDefinitions.</summary>
internal static class ReferencePage
{
    private static readonly ImmutableDictionary<string, string> Details = new Dictionary<string, string>
    {
        ["spec.mode"] = "[Modes](concepts.md#modes)",
        ["spec.approvedPlan"] = "[Approving a plan](../crds/README.md#approving-a-plan)",
        ["spec.when"] = "[Cleaning only when a disk is full](../crds/README.md#cleaning-only-when-a-disk-is-full)",
        ["spec.collect"] = "[Classes](../crds/README.md#classes)",
        ["spec.collect.images.minAge"] = "[When an image was last used](../crds/README.md#when-an-image-was-last-used)",
        ["spec.protect.images"] = "[Pins](../crds/README.md#pins)",
        ["spec.protect.volumes"] = "[Pins](../crds/README.md#pins)",
        ["spec.protect.containers"] = "[Pins](../crds/README.md#pins)",
        ["spec.protect.labels"] = "[Pins](../crds/README.md#pins)",
        ["spec.protect.clusterImages"] = "[Images that workloads need](../crds/README.md#images-that-workloads-need)",
        ["status.dataRoots[].parts"] = "[Parts of the disk usage](../crds/README.md#parts-of-the-disk-usage)",
        ["status.conditions"] = "[Troubleshooting](troubleshooting.md)",
    }.ToImmutableDictionary();

    public static IEnumerable<string> DetailedFields => Details.Keys;

    /// <summary>The whole page.</summary>
    public static string Write(IEnumerable<JsonObject> definitions)
    {
        var page = new StringBuilder(
            """
            # Field reference

            Every field of all kinds in `nodegc.io/v1alpha1`, generated from the CustomResourceDefinitions in
            [crds](../crds). `kubectl explain nodestoragecleanup.spec` prints the same descriptions.
            [crds/README.md](../crds/README.md) describes the formats (duration, quantity, tally, space), how fields are
            validated, and how the most important ones work.

            """
        );
        foreach (var definition in definitions)
            AppendKind(page, definition);
        return page.ToString();
    }

    private static void AppendKind(StringBuilder page, JsonObject definition)
    {
        var schema = definition["spec"]!["versions"]!.AsArray().Single()!["schema"]!["openAPIV3Schema"]!.AsObject();
        page.Append(CultureInfo.InvariantCulture, $"\n## {definition["spec"]!["names"]!["kind"]}\n");
        page.Append(CultureInfo.InvariantCulture, $"\n{Wrapped((string)schema["description"]!)}\n");
        foreach (var half in (string[])["spec", "status"])
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {definition["spec"]!["names"]!["kind"]} {half}\n\n");
            page.Append("| Field | Type | Default | Meaning |\n|---|---|---|---|\n");
            foreach (var field in SchemaField.Below(half, schema["properties"]![half]!.AsObject()))
                page.Append(CultureInfo.InvariantCulture, $"{Row(field)}\n");
        }
    }

    private static string Row(SchemaField field)
    {
        var more = Details.TryGetValue(field.Path, out var link) ? $" See {link}." : "";
        return $"| `{field.Path}` | {field.Type} | {field.Default} | {field.Description}{more} |";
    }

    /// <summary>Lines of at most 120 columns.</summary>
    private static string Wrapped(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (lines[^1].Length + 1 + word.Length <= 120)
                lines[^1] = $"{lines[^1]} {word}".TrimStart();
            else
                lines.Add(word);
        return string.Join('\n', lines);
    }
}
