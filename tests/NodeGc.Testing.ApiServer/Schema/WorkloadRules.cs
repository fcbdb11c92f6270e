using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a schema cannot say of a Deployment or DaemonSet, and what goes wrong most often: references within
/// the object.</summary>
internal static class WorkloadRules
{
    public static IEnumerable<FieldError> Check(ResourceType type, JsonObject body) =>
        type.Group == "apps" && body.Child("spec", "template") is { } template
            ? Selector(body, template).Concat(Mounts(template)).Concat(Images(template))
            : [];

    private static IEnumerable<FieldError> Selector(JsonObject body, JsonObject template)
    {
        var labels = template.Labels;
        var wanted = body.Child("spec", "selector", "matchLabels") ?? [];
        if (!wanted.All(label => labels?.Text(label.Key) == label.Value.AsText()))
            yield return FieldError.Invalid(
                "spec.template.metadata.labels",
                labels?.DeepClone() ?? new JsonObject(),
                "`selector` does not match template `labels`"
            );
    }

    private static IEnumerable<FieldError> Mounts(JsonObject template)
    {
        var volumes = template.Each("spec", "volumes").Select(volume => volume.Text("name")).ToHashSet();
        foreach (var (container, place) in Containers(template))
        {
            var mounts = container.Each("volumeMounts").ToArray();
            for (var index = 0; index < mounts.Length; index++)
                if (!volumes.Contains(mounts[index].Text("name")))
                    yield return new FieldError(
                        $"{place}.volumeMounts[{index}].name",
                        "FieldValueNotFound",
                        $"Not found: \"{mounts[index].Text("name")}\""
                    );
        }
    }

    private static IEnumerable<FieldError> Images(JsonObject template) =>
        Containers(template)
            .Where(entry => entry.Container.Text("image") is null or "")
            .Select(entry => FieldError.Required($"{entry.Place}.image"));

    private static IEnumerable<(JsonObject Container, string Place)> Containers(JsonObject template) =>
        ((string[])["initContainers", "containers"]).SelectMany(list =>
            template.Each("spec", list).Select((container, index) => (container, $"spec.template.spec.{list}[{index}]"))
        );
}
