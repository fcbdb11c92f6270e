using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Resources;

/// <summary>One served kind of object: its names, its scope, and which rules apply to it.</summary>
internal sealed record ResourceType(string Group, string Version, string Plural, string Kind)
{
    private static readonly ImmutableArray<string> AllVerbs =
    [
        "create",
        "delete",
        "deletecollection",
        "get",
        "list",
        "patch",
        "update",
        "watch",
    ];

    public bool Namespaced { get; init; }

    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Kind + "List";

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>What can be done with it: reviews, which are never stored, can only be created.</summary>
    public ImmutableArray<string> Verbs { get; init; } = AllVerbs;

    /// <summary>Whether <c>/status</c> is served, so that a write to the object itself leaves the status
    /// alone.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether a status given on creation stays. Kubelets register nodes with one; everything else loses
    /// it.</summary>
    public bool KeepsStatusOnCreate { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts the changes of the desired state.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>The structural schema; null for the built-in kinds whose fields are not checked.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>How its fields are merged and owned.</summary>
    public FieldShape Shape => field ??= FieldShape.From(this);

    /// <summary>The version entry of the CustomResourceDefinition; null for a built-in kind.</summary>
    public JsonObject? CustomVersion { get; init; }

    public bool IsCustom => CustomVersion is not null;

    /// <summary>The name under which objects are stored and permissions are checked: <c>deployments.apps</c>,
    /// <c>nodes</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The kind as error messages print it: <c>Deployment.apps</c>, <c>Node</c>.</summary>
    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
