using NodeGc.Testing.ApiServer;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class AccessTests
{
    private const string Roles = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: reader, namespace: default }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: test-reader }
        rules:
        - { apiGroups: [example.com], resources: [widgets], verbs: [get, list, watch] }
        - { apiGroups: [example.com], resources: [widgets/status], verbs: [patch], resourceNames: [mine] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: test-reader }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: test-reader }
        subjects: [{ kind: ServiceAccount, name: reader, namespace: default }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: test-local, namespace: default }
        rules: [{ apiGroups: [""], resources: [configmaps], verbs: ["*"] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: test-local, namespace: default }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: test-local }
        subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:default" }]
        """;

    private HttpClient client = null!;

    private Api Reader => new(client);

    [OneTimeSetUp]
    public async Task Start()
    {
        await SharedCluster.Cluster.Objects.ApplyAsync(Roles, CancellationToken.None);
        client = SharedCluster.Cluster.MakeHttpClient(
            await SharedCluster.Cluster.MintTokenAsync("default", "reader", CancellationToken.None)
        );
        // A real server's authorizer learns of new bindings a moment after they are stored.
        Assert.That(
            async () => (await Reader.GetAsync(Widgets.Path)).Code,
            Is.EqualTo(200).After(10).Seconds.PollEvery(50).MilliSeconds
        );
        Assert.That(
            async () => (await Reader.GetAsync("/api/v1/namespaces/default/configmaps")).Code,
            Is.EqualTo(200).After(10).Seconds.PollEvery(50).MilliSeconds
        );
    }

    [OneTimeTearDown]
    public void Stop() => client.Dispose();

    [Test]
    public async Task Refuses_what_no_rule_allows_and_says_who_and_what()
    {
        var list = await Reader.GetAsync("/api/v1/nodes");
        var create = await Reader.CreateAsync(Widgets.Path, Widgets.Named("x"));
        var delete = await Reader.DeleteAsync(Widgets.PathOf("x"));

        Assert.That((list.Code, list.Reason), Is.EqualTo((403, "Forbidden")));
        Assert.That(
            list.Message,
            Is.EqualTo(
                "nodes is forbidden: User \"system:serviceaccount:default:reader\" cannot list resource \"nodes\" in "
                    + "API group \"\" at the cluster scope"
            )
        );
        Assert.That(
            create.Message,
            Does.Contain("cannot create resource \"widgets\" in API group \"example.com\" at the cluster scope")
        );
        Assert.That(delete.Message, Does.StartWith("widgets.example.com \"x\" is forbidden: "));
    }

    [Test]
    public async Task Holds_a_rule_to_its_resource_names()
    {
        var mine = await Reader.PatchAsync(Widgets.PathOf("mine") + "/status", Api.Merge, "{}");
        var other = await Reader.PatchAsync(Widgets.PathOf("other") + "/status", Api.Merge, "{}");

        Assert.That((mine.Code, other.Code), Is.EqualTo((404, 403)));
        Assert.That(other.Message, Does.Contain("cannot patch resource \"widgets/status\""));
    }

    [Test]
    public async Task Holds_a_role_to_its_namespace()
    {
        var here = await Reader.GetAsync("/api/v1/namespaces/default/configmaps");
        var there = await Reader.GetAsync("/api/v1/namespaces/kube-system/configmaps");
        var everywhere = await Reader.GetAsync("/api/v1/configmaps");

        Assert.That((here.Code, there.Code, everywhere.Code), Is.EqualTo((200, 403, 403)));
    }

    [Test]
    public async Task Needs_the_right_to_create_for_an_apply_that_creates()
    {
        await AllowAsync("get, list, patch");
        Assert.That(
            async () => (await ApplyNewAsync()).Code,
            Is.EqualTo(403).After(10).Seconds.PollEvery(50).MilliSeconds
        );

        var refused = await ApplyNewAsync();
        await AllowAsync("get, list, patch, create");

        // Old servers, such as 1.20, do not say which right is missing.
        var says = Does.Contain("cannot create resource \"configmaps\"");
        Assert.That(refused.Message, TestCluster.RealVersion is null ? says : says.Or.EndsWith("is forbidden: "));
        Assert.That(
            async () => (await ApplyNewAsync()).Code,
            Is.EqualTo(201).After(10).Seconds.PollEvery(50).MilliSeconds
        );

        Task AllowAsync(string verbs) =>
            SharedCluster.Cluster.Objects.ApplyAsync(
                $$"""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: { name: test-local, namespace: default }
                rules: [{ apiGroups: [""], resources: [configmaps], verbs: [{{verbs}}] }]
                """,
                CancellationToken.None
            );

        Task<Answer> ApplyNewAsync()
        {
            var name = $"c-{Guid.NewGuid():N}";
            return Reader.PatchAsync(
                $"/api/v1/namespaces/default/configmaps/{name}?fieldManager=test&dryRun=All",
                Api.Apply,
                $$"""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}" } }"""
            );
        }
    }

    [Test]
    public async Task Does_not_know_a_forged_token_and_lets_nobody_in_without_one()
    {
        using var forged = SharedCluster.Cluster.MakeHttpClient("eyJhbGciOiJIUzI1NiJ9.e30.AAAA");
        using var nobody = SharedCluster.Cluster.MakeHttpClient(null);

        var unknown = await new Api(forged).GetAsync("/api/v1/nodes");
        var anonymous = await new Api(nobody).GetAsync("/api/v1/nodes");

        Assert.That((unknown.Code, unknown.Reason), Is.EqualTo((401, "Unauthorized")));
        Assert.That((anonymous.Code, anonymous.Reason), Is.EqualTo((403, "Forbidden")));
        Assert.That(anonymous.Message, Does.Contain("User \"system:anonymous\" cannot list resource \"nodes\""));
    }

    [Test]
    public async Task Answers_what_one_may_do()
    {
        var may = await AskAsync("""{ "verb": "list", "group": "example.com", "resource": "widgets" }""");
        var mayNot = await AskAsync("""{ "verb": "delete", "resource": "nodes" }""");

        Assert.That((may.Text("status.allowed"), mayNot.Text("status.allowed")), Is.EqualTo(("true", "false")));

        Task<Answer> AskAsync(string attributes) =>
            Reader.SendAsync(
                HttpMethod.Post,
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                """{ "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", """
                    + $$""" "spec": { "resourceAttributes": {{attributes}} } }""",
                "application/json"
            );
    }

    [Test]
    public async Task Tells_another_server_whose_token_this_is()
    {
        var admin = new Api(SharedCluster.Cluster.Http);
        var token = await SharedCluster.Cluster.MintTokenAsync("default", "reader", CancellationToken.None);
        var known = await ReviewAsync(token);
        var forged = await ReviewAsync(token[..^4] + "aaaa");

        Assert.That(known.Code, Is.EqualTo(201));
        Assert.That(known.Text("status.authenticated"), Is.EqualTo("true"));
        Assert.That(known.Text("status.user.username"), Is.EqualTo("system:serviceaccount:default:reader"));
        Assert.That(forged.Text("status.authenticated"), Is.Not.EqualTo("true"));

        Task<Answer> ReviewAsync(string token) =>
            admin.SendAsync(
                HttpMethod.Post,
                "/apis/authentication.k8s.io/v1/tokenreviews",
                $$"""
                {
                  "apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "metadata": {},
                  "spec": { "token": "{{token}}" }
                }
                """,
                "application/json"
            );
    }

    [Test]
    public async Task Tells_another_server_what_a_user_may_do()
    {
        var admin = new Api(SharedCluster.Cluster.Http);
        var may = await ReviewAsync("example.com", "widgets");
        var mayNot = await ReviewAsync("", "nodes");

        Assert.That(may.Code, Is.EqualTo(201));
        Assert.That((may.Text("status.allowed"), mayNot.Text("status.allowed")), Is.EqualTo(("true", "false")));

        Task<Answer> ReviewAsync(string group, string resource) =>
            admin.SendAsync(
                HttpMethod.Post,
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                $$"""
                {
                  "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "metadata": {},
                  "spec": {
                    "user": "system:serviceaccount:default:reader",
                    "groups": ["system:serviceaccounts:default"],
                    "resourceAttributes": { "verb": "list", "group": "{{group}}", "resource": "{{resource}}" }
                  }
                }
                """,
                "application/json"
            );
    }

    [Test]
    public async Task Acts_as_another_one_where_that_is_allowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nodes");
        request.Headers.Add("Impersonate-User", "system:serviceaccount:default:nobody-in-particular");
        using var asAccount = await SharedCluster.Cluster.Http.SendAsync(request);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nodes");
        again.Headers.Add("Impersonate-User", "jane");
        again.Headers.Add("Impersonate-Group", "system:masters");
        using var asMaster = await SharedCluster.Cluster.Http.SendAsync(again);

        Assert.That(((int)asAccount.StatusCode, (int)asMaster.StatusCode), Is.EqualTo((403, 200)));
    }
}
