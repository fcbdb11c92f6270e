using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>
/// The annotation of client-side apply. Server-side apply by kubectl itself may take over what that annotation names
/// without a conflict, so that people can change from the one to the other. Source: the API server's last-applied
/// manager.
/// </summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const string Kubectl = "kubectl";

    /// <summary>The fields that a manager may take over without a conflict.</summary>
    public static FieldSet Fields(JsonObject live, string manager, FieldShape shape) =>
        manager == Kubectl
        && live.Text("metadata", "annotations", Annotation) is { } text
        && Wire.Parse(text) is JsonObject applied
            ? FieldSets.Of(applied, shape)
            : FieldSet.Empty;
}
