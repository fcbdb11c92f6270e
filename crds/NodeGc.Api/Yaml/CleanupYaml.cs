using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Rules;
using NodeGc.Api.Schemas;
using YamlDotNet.Core;

namespace NodeGc.Api.Yaml;

/// <summary>Reads a policy file: the same YAML as the custom resource, with the same schema, rules and
/// defaults.</summary>
public static class CleanupYaml
{
    private const int LargestFile = 1 << 20;

    /// <exception cref="CleanupYamlException">The file cannot be read, or is not a valid
    /// NodeStorageCleanup.</exception>
    public static NodeStorageCleanup Load(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw Refusal(path, "is a directory, not a file");
            return Parse(Read(path), path);
        }
        catch (FileNotFoundException e)
        {
            throw Refusal(path, "cannot be read: no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Pipes and devices have no length, so the number of characters read is limited.</summary>
    private static string Read(string path)
    {
        using var reader = new StreamReader(path);
        var content = new char[LargestFile + 1];
        var length = reader.ReadBlock(content);
        return length > LargestFile
            ? throw Refusal(path, "is larger than 1 MiB, the maximum for a policy")
            : new string(content, 0, length);
    }

    /// <param name="text">The YAML.</param>
    /// <param name="file">File name to use in messages.</param>
    /// <exception cref="CleanupYamlException">Not a valid NodeStorageCleanup.</exception>
    public static NodeStorageCleanup Parse(string text, string file)
    {
        var document = ParseYaml(text, file);
        if (document.Root is not JsonObject root)
            throw Refusal(file, "must be a map with apiVersion, kind, metadata and spec");
        ThrowIfAny(document, file, IdentityProblems(root));
        // Fields that the server adds to an object are not part of the policy.
        root.Remove("status");
        root["metadata"] = new JsonObject { ["name"] = root["metadata"]!["name"]!.DeepClone() };
        SchemaDefaults.Apply(CustomResourceSchemas.NodeStorageCleanup, root);
        var found = SchemaValidation.Check(CustomResourceSchemas.NodeStorageCleanup, root);
        if (found.Any(problem => !problem.IsForm))
            ThrowIfAny(document, file, found.Select(ToSpec));
        var cleanup = root.Deserialize(ApiJsonContext.Default.NodeStorageCleanup)!;
        var broken = CleanupSpecRules.Check(cleanup.Spec);
        var others = found.Select(ToSpec).ExceptBy(broken.Select(problem => problem.Field), problem => problem.Field);
        ThrowIfAny(document, file, [.. broken, .. others]);
        return cleanup;
    }

    private static YamlDocument ParseYaml(string text, string file)
    {
        try
        {
            return YamlDocument.Parse(text);
        }
        catch (YamlException e)
        {
            throw new CleanupYamlException([YamlFault.Describe(file, text, e)], e);
        }
    }

    private static IEnumerable<SpecProblem> IdentityProblems(JsonObject root)
    {
        if (TextAt(root["apiVersion"]) != ApiGroup.ApiVersion)
            yield return Expected(root, "apiVersion", ApiGroup.ApiVersion);
        if (TextAt(root["kind"]) != "NodeStorageCleanup")
            yield return Expected(root, "kind", "NodeStorageCleanup");
        if (string.IsNullOrEmpty(TextAt((root["metadata"] as JsonObject)?["name"])))
            yield return new SpecProblem("metadata.name", "is required and must be a string");
    }

    private static SpecProblem Expected(JsonObject root, string field, string value) =>
        new(
            field,
            root[field] is { } given
                ? $"{SchemaMessages.Show(given)} must be {value}"
                : $"is required and must be {value}"
        );

    private static SpecProblem ToSpec(SchemaProblem found) => new(found.Field, found.Message);

    private static string? TextAt(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void ThrowIfAny(YamlDocument document, string file, IEnumerable<SpecProblem> found)
    {
        var problems = found
            .Select(problem => new YamlProblem(file, document.LineOf(problem.Field), problem.Field, problem.Message))
            .ToImmutableArray();
        if (!problems.IsEmpty)
            throw new CleanupYamlException(problems);
    }

    private static CleanupYamlException Refusal(string file, string message, Exception? cause = null) =>
        new([new YamlProblem(file, 0, "", message)], cause);
}
