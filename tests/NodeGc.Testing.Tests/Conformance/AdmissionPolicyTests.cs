using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

/// <summary>ValidatingAdmissionPolicies and their bindings. A real server asks a policy only some time after it was
/// stored.</summary>
[NeedsKubernetes("1.30", "ValidatingAdmissionPolicy")]
internal sealed class AdmissionPolicyTests
{
    private const string Group = "/apis/admissionregistration.k8s.io/v1";
    private const string Maps = "/api/v1/namespaces/policed/configmaps";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [OneTimeSetUp]
    public static Task PrepareAsync() =>
        SharedCluster.Cluster.Objects.ApplyAsync(
            """
            apiVersion: v1
            kind: Namespace
            metadata: { name: policed, labels: { policed: "yes" } }
            ---
            apiVersion: v1
            kind: Node
            metadata: { name: node-7 }
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: { name: robot, namespace: policed }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: robot-0, namespace: policed }
            spec: { nodeName: node-7, serviceAccountName: robot, containers: [{ name: a, image: a }] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: { name: robot, namespace: policed }
            rules:
            - { apiGroups: [""], resources: [configmaps], verbs: [create, update, patch, paint] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: { name: robot, namespace: policed }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: robot }
            subjects: [{ kind: ServiceAccount, name: robot, namespace: policed }]
            """,
            default
        );

    [TearDown]
    public static async Task RemoveAsync()
    {
        await SharedCluster.Api.DeleteAsync($"{Group}/validatingadmissionpolicybindings/tried");
        await SharedCluster.Api.DeleteAsync($"{Group}/validatingadmissionpolicies/tried");
    }

    [Test]
    public async Task Denies_what_a_validation_forbids_with_its_reason_and_message()
    {
        await PolicyAsync(
            """
            { "expression": "!has(object.data) || !('forbidden' in object.data)", "reason": "Forbidden",
              "messageExpression": "'no ' + object.data.forbidden + ' here'" }
            """
        );

        var denied = await AwaitAsync(() => CreateAsync("denied", """{ "forbidden": "fruit" }"""), code: 403);

        Assert.That(denied.Reason, Is.EqualTo("Forbidden"));
        Assert.That(
            denied.Message,
            Is.EqualTo(
                "configmaps \"denied\" is forbidden: ValidatingAdmissionPolicy 'tried' with binding 'tried' denied "
                    + "request: no fruit here"
            )
        );
        Assert.That((await CreateAsync("allowed", """{ "other": "fruit" }""")).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Says_the_expression_where_there_is_no_message()
    {
        await PolicyAsync("""{ "expression": "object.metadata.name != 'named'" }""");

        var denied = await AwaitAsync(() => CreateAsync("named", "{}"), code: 422);

        Assert.That(denied.Reason, Is.EqualTo("Invalid"));
        Assert.That(denied.Message, Does.EndWith("denied request: failed expression: object.metadata.name != 'named'"));
    }

    [Test]
    public async Task Compares_with_what_was_stored_and_lets_a_change_elsewhere_through()
    {
        await CreateAsync("compared", """{ "a": "1" }""", dryRun: false);
        await PolicyAsync("""{ "expression": "request.operation != 'UPDATE' || object.data.a == oldObject.data.a" }""");

        await AwaitAsync(() => MergeAsync("compared", """{ "data": { "a": "2" } }"""), code: 422);

        Assert.That((await MergeAsync("compared", """{ "data": { "b": "2" } }""")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Asks_before_a_deletion()
    {
        await CreateAsync("kept", """{ "a": "1" }""", dryRun: false);
        await PolicyAsync("""{ "expression": "request.operation != 'DELETE' || oldObject.metadata.name != 'kept'" }""");

        var denied = await AwaitAsync(() => SharedCluster.Api.DeleteAsync($"{Maps}/kept?dryRun=All"), code: 422);

        Assert.That(denied.Message, Does.Contain("denied request"));
    }

    [Test]
    public async Task Denies_what_it_cannot_evaluate_unless_it_is_to_be_ignored()
    {
        const string Missing = """{ "expression": "object.data.missing == 'a'" }""";
        await PolicyAsync(Missing);
        await AwaitAsync(() => CreateAsync("unsure", """{ "a": "1" }"""), code: 422);

        await PolicyAsync(Missing, """, "failurePolicy": "Ignore" """);

        await AwaitAsync(() => CreateAsync("unsure", """{ "a": "1" }"""), code: 201);
    }

    [Test]
    public async Task Knows_the_node_of_a_pod_by_its_token()
    {
        await PolicyAsync(
            """
            { "expression": "object.metadata.name in request.userInfo.extra['authentication.kubernetes.io/node-name']" }
            """,
            """
            , "matchConditions": [
              { "name": "robot", "expression": "request.userInfo.username == 'system:serviceaccount:policed:robot'" }]
            """
        );
        using var robot = SharedCluster.Cluster.MakeHttpClient(
            await SharedCluster.Cluster.MintTokenAsync("policed", "robot", "robot-0", default)
        );
        using var unbound = SharedCluster.Cluster.MakeHttpClient(
            await SharedCluster.Cluster.MintTokenAsync("policed", "robot", default)
        );

        var other = await AwaitAsync(() => CreateAsync("node-8", "{}", new Api(robot)), code: 422);
        var own = await CreateAsync("node-7", "{}", new Api(robot));
        var without = await CreateAsync("node-7", "{}", new Api(unbound));
        var admin = await CreateAsync("node-8", "{}");

        Assert.That((other.Code, own.Code, without.Code, admin.Code), Is.EqualTo((422, 201, 422, 201)));
    }

    [Test]
    public async Task Asks_the_authorizer_what_else_the_user_may_do()
    {
        const string May = "authorizer.group('').resource('configmaps').namespace('policed').check('paint').allowed()";
        await PolicyAsync(
            """{ "expression": "object.data.color == 'grey'" }""",
            $$"""
            , "matchConditions": [
              { "name": "painter", "expression": "request.userInfo.username.startsWith('system:') && {{May}}" }]
            """
        );
        using var robot = SharedCluster.Cluster.MakeHttpClient(
            await SharedCluster.Cluster.MintTokenAsync("policed", "robot", default)
        );

        await AwaitAsync(() => CreateAsync("painted", """{ "color": "red" }""", new Api(robot)), code: 422);

        Assert.That((await CreateAsync("painted", """{ "color": "red" }""")).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Has_no_effect_on_policies_themselves_and_none_without_a_binding()
    {
        await PolicyAsync("""{ "expression": "false", "message": "nothing at all" }""");
        await AwaitAsync(() => CreateAsync("any", "{}"), code: 422);

        var removed = await SharedCluster.Api.DeleteAsync($"{Group}/validatingadmissionpolicybindings/tried");

        Assert.That(removed.Code, Is.EqualTo(200));
        await AwaitAsync(() => CreateAsync("any", "{}"), code: 201);
    }

    [TestCase("object.data.", "Syntax error")]
    [TestCase("objekt.data.a == 'b'", "undeclared reference to 'objekt'")]
    public async Task Takes_no_policy_that_cannot_be_compiled(string expression, string message)
    {
        var policy = Policy($$"""{ "expression": "{{expression}}" }""", "");
        var answer = await SharedCluster.Api.CreateAsync($"{Group}/validatingadmissionpolicies?dryRun=All", policy);

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(answer.Message, Does.Contain("spec.validations[0].expression").And.Contain(message));
    }

    private static async Task PolicyAsync(string validation, string more = "")
    {
        await SharedCluster.Cluster.Objects.ApplyAsync(Policy(validation, more).ToJsonString(), default);
        await SharedCluster.Cluster.Objects.ApplyAsync(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: { name: tried }
            spec:
              policyName: tried
              validationActions: [Deny]
              matchResources: { namespaceSelector: { matchLabels: { policed: "yes" } } }
            """,
            default
        );
    }

    private static JsonObject Policy(string validation, string more) =>
        JsonNode
            .Parse(
                $$"""
                { "apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy",
                  "metadata": { "name": "tried" },
                  "spec": {
                    "matchConstraints": { "resourceRules": [{ "apiGroups": [""], "apiVersions": ["v1"],
                      "operations": ["CREATE", "UPDATE", "DELETE"], "resources": ["configmaps"] }] },
                    "validations": [{{validation}}] {{more}} } }
                """
            )!
            .AsObject();

    private static Task<Answer> CreateAsync(string name, string data, Api? api = null, bool dryRun = true) =>
        (api ?? SharedCluster.Api).CreateAsync(
            dryRun ? $"{Maps}?dryRun=All" : Maps,
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = name },
                ["data"] = JsonNode.Parse(data),
            }
        );

    private static Task<Answer> MergeAsync(string name, string patch) =>
        SharedCluster.Api.PatchAsync($"{Maps}/{name}?dryRun=All", Api.Merge, patch);

    private static async Task<Answer> AwaitAsync(Func<Task<Answer>> send, int code)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await send();
            if (answer.Code == code)
                return answer;
            await Task.Delay(50, deadline.Token);
        }
    }
}
