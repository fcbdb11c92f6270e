using NodeGc.Kubernetes.Client;

namespace NodeGc.Kubernetes.Tests.Client;

public sealed class RequestVerbTests
{
    [TestCase("GET", "/api/v1/nodes?limit=500", RequestVerb.List)]
    [TestCase("GET", "/apis//v1/nodes?limit=500&watch=false", RequestVerb.List)]
    [TestCase("GET", "/apis//v1/nodes/n1", RequestVerb.Get)]
    [TestCase("GET", "/api/v1/nodes/n1", RequestVerb.Get)]
    [TestCase("GET", "/api/v1/nodes?watch=true&resourceVersion=7", RequestVerb.Watch)]
    [TestCase("GET", "/api/v1/nodes/n1/proxy/configz", RequestVerb.Get)]
    [TestCase("GET", "/api/v1/namespaces", RequestVerb.List)]
    [TestCase("GET", "/api/v1/namespaces/nodegc", RequestVerb.Get)]
    [TestCase("GET", "/api/v1/namespaces/nodegc/pods", RequestVerb.List)]
    [TestCase("GET", "/api/v1/namespaces/nodegc/pods/p", RequestVerb.Get)]
    [TestCase("GET", "/apis/nodegc.io/v1alpha1/nodestorages", RequestVerb.List)]
    [TestCase("GET", "/k8s/clusters/c-1/apis/nodegc.io/v1alpha1/nodestorages", RequestVerb.List)]
    [TestCase("GET", "/apis/coordination.k8s.io/v1/namespaces/nodegc/leases/nodegc-operator", RequestVerb.Get)]
    [TestCase("GET", "/version", RequestVerb.Get)]
    [TestCase("POST", "/apis/nodegc.io/v1alpha1/nodestorages?fieldManager=x", RequestVerb.Create)]
    [TestCase("PUT", "/apis/nodegc.io/v1alpha1/nodestoragecleanups/a/status", RequestVerb.Update)]
    [TestCase("PATCH", "/apis/nodegc.io/v1alpha1/nodestorages/n1", RequestVerb.Patch)]
    [TestCase("DELETE", "/apis/nodegc.io/v1alpha1/nodestorages/n1", RequestVerb.Delete)]
    public void Is_found_as_the_API_server_finds_it(string method, string path, RequestVerb expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"https://server{path}");
        Assert.That(RequestVerbs.Of(request), Is.EqualTo(expected));
    }
}
