using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

/// <summary>Built-in kinds are typed: a manifest with a slip is refused before it can do nothing.</summary>
internal sealed class BuiltInTests
{
    private const string Path = "/apis/apps/v1/namespaces/default/daemonsets?dryRun=All&fieldValidation=Strict";

    private const string DaemonSet = """
        {
          "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": { "name": "agent", "creationTimestamp": null },
          "spec": {
            "selector": { "matchLabels": { "app": "agent" } },
            "updateStrategy": { "type": "RollingUpdate", "rollingUpdate": { "maxUnavailable": "10%" } },
            "template": {
              "metadata": { "labels": { "app": "agent" }, "creationTimestamp": null },
              "spec": {
                "hostPID": true, "tolerations": [ { "operator": "Exists" } ],
                "containers": [ {
                  "name": "agent", "image": "agent:1", "args": ["run"],
                  "env": [ { "name": "NODE", "valueFrom": { "fieldRef": { "fieldPath": "spec.nodeName" } } } ],
                  "resources": { "limits": { "cpu": 1, "memory": "128Mi" } },
                  "securityContext": { "capabilities": { "drop": ["ALL"], "add": ["DAC_READ_SEARCH"] } },
                  "volumeMounts":
                    [ { "name": "data", "mountPath": "/data", "mountPropagation": "HostToContainer" } ] } ],
                "volumes": [ { "name": "data", "hostPath": { "path": "/data", "type": "Directory" } } ] } } }
        }
        """;

    [Test]
    public async Task Takes_a_sound_manifest()
    {
        var answer = await CreateAsync(DaemonSet);

        Assert.That(answer.Code, Is.EqualTo(201), answer.Message);
    }

    [TestCase("\"hostPID\"", "\"hostPid\"", "unknown field \"spec.template.spec.hostPid\"")]
    [TestCase(
        "\"image\": \"agent:1\"",
        "\"imgae\": \"agent:1\"",
        "unknown field \"spec.template.spec.containers[0].imgae\""
    )]
    [NeedsKubernetes("1.25", "Unknown fields are refused")]
    public Task Refuses_one_with_an_unknown_field(string sound, string slip, string expected) =>
        Refuses_one_with_a_slip(sound, slip, expected);

    [TestCase(
        "\"app\": \"agent\" }, \"creation",
        "\"app\": \"other\" }, \"creation",
        "`selector` does not match template `labels`"
    )]
    [TestCase(
        "\"name\": \"data\", \"mountPath\"",
        "\"name\": \"date\", \"mountPath\"",
        "volumeMounts[0].name: Not found: \"date\""
    )]
    [TestCase("HostToContainer", "Sideways", "mountPropagation: Unsupported value: \"Sideways\"")]
    public async Task Refuses_one_with_a_slip(string sound, string slip, string expected)
    {
        var answer = await CreateAsync(DaemonSet.Replace(sound, slip, StringComparison.Ordinal));

        Assert.That(answer.Code, Is.EqualTo(400).Or.EqualTo(422));
        Assert.That(answer.Message, Does.Contain(expected));
    }

    private static Task<Answer> CreateAsync(string manifest) =>
        SharedCluster.Api.SendAsync(HttpMethod.Post, Path, manifest, "application/json");
}
