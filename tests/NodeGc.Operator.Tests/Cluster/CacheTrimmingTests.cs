using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Cluster;

/// <summary>What is kept of a cached object.</summary>
public sealed class CacheTrimmingTests
{
    [Test]
    public void Keeps_everything_that_a_status_is_made_of()
    {
        var layers = Given.Cleanup("layers");
        var error = new ErrorReport { Message = "no space left" };
        var report = Given.Report(layers, OrderPhase.Failed, reclaimable: 10) with { Errors = [error, error] };
        var node = Given.Node("n1").Alive().Reporting(report).Holding(layers);
        var trimmed = node with { Storage = new CacheTrimming().Trim(node.Storage!) };
        Assert.That(layers.Fold(trimmed).Json(), Is.EqualTo(layers.Fold(node).Json()).And.Contain("no space left"));
    }

    [Test]
    public void Keeps_one_copy_of_a_list_of_images_that_many_orders_have()
    {
        var trimming = new CacheTrimming();
        var lists = new[] { "n1", "n2" }.Select(name =>
            trimming.Trim(HoldingImages(name)).Spec!.Orders.Single().ClusterImages
        );
        Assert.That(lists.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Keeps_one_copy_of_an_order_that_many_nodes_have()
    {
        var (trimming, layers) = (new CacheTrimming(), Given.Cleanup("layers"));
        var orders = new[] { "n1", "n2" }.Select(name =>
            trimming.Trim(Given.Node(name).Alive().Holding(layers).Storage!).Spec!.Orders.Single()
        );
        Assert.That(orders.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Keeps_the_plan_that_was_approved_on_each_node()
    {
        var (trimming, layers) = (new CacheTrimming(), Given.Cleanup("layers"));
        var plans = new[] { "sha256:1", "sha256:2" };
        var kept = plans.Select(plan =>
        {
            var storage = Given.Node("n1").Alive().Holding(layers).Storage!;
            var order = storage.Spec!.Orders.Single() with { ApprovedPlan = plan, Digest = $"digest of {plan}" };
            var trimmed = trimming.Trim(storage with { Spec = storage.Spec with { Orders = [order] } });
            return (trimmed.Spec!.Orders.Single() == order, trimmed.Spec.Orders.Single().ApprovedPlan);
        });
        Assert.That(kept, Is.EqualTo(plans.Select(plan => (true, plan))));
    }

    [Test]
    public void Keeps_what_prevents_deletions_and_the_figures_of_a_node_only_for_the_dashboard()
    {
        var node = Given.Node("n1").Alive();
        var storage = node.Storage! with
        {
            Status = node.Storage.Status! with
            {
                Storage = new StorageInfo { UsedPercent = 71, Driver = "overlay2" },
                Conditions =
                [
                    new Condition { Type = NodeConditions.Ready, Status = ConditionStatus.False },
                    new Condition { Type = NodeConditions.MetadataDamaged, Status = ConditionStatus.True },
                    new Condition { Type = NodeConditions.StoreUnsettled, Status = ConditionStatus.False },
                ],
            },
        };
        var kept = new CacheTrimming(keepsFindings: true).Trim(storage).Status!;
        Assert.That(kept.Storage!.UsedPercent, Is.EqualTo(71));
        Assert.That(
            kept.Conditions.Select(condition => condition.Type),
            Is.EqualTo(new[] { NodeConditions.Ready, NodeConditions.MetadataDamaged })
        );
        var trimmed = new CacheTrimming().Trim(storage).Status!;
        Assert.That((trimmed.Storage, trimmed.Conditions.Length), Is.EqualTo(((StorageInfo?)null, 2)));
    }

    [Test]
    public void Drops_the_conditions_of_a_healthy_node()
    {
        var node = Given.Node("n1").Alive();
        var storage = node.Storage! with
        {
            Status = node.Storage.Status! with
            {
                Conditions =
                [
                    new Condition { Type = NodeConditions.Ready, Status = ConditionStatus.True },
                    new Condition { Type = NodeConditions.EngineUnreachable, Status = ConditionStatus.False },
                ],
            },
        };
        Assert.That(new CacheTrimming().Trim(storage).Status!.Conditions, Is.Empty);
    }

    [Test]
    public void Keeps_of_requests_and_answers_those_about_restores_without_the_output()
    {
        var node = Given.Node("n1").Alive();
        var storage = node.Storage! with
        {
            Spec = new NodeStorageSpec { Requests = [Restore("r1"), Explain("r2")] },
            Status = node.Storage.Status! with { Answers = [Answer("r1"), Answer("r2"), Answer("gone")] },
        };
        var trimmed = new CacheTrimming().Trim(storage);
        Assert.That(trimmed.Spec!.Requests.Select(one => one.Id), Is.EqualTo(["r1"]));
        Assert.That(trimmed.Status!.Answers.Select(one => (one.Id, one.Output)), Is.EqualTo([("r1", (string?)null)]));
    }

    private static NodeRequest Restore(string id) =>
        new()
        {
            Id = id,
            ExpirationTime = Given.Now,
            Restore = new RestoreRequest { RunId = "run" },
        };

    private static NodeRequest Explain(string id) =>
        new()
        {
            Id = id,
            ExpirationTime = Given.Now,
            Explain = new ExplainRequest { Subject = "/" },
        };

    private static NodeAnswer Answer(string id) =>
        new()
        {
            Id = id,
            CompletionTime = Given.Now,
            ExitCode = 0,
            Output = "restored",
        };

    private static NodeStorage HoldingImages(string node) =>
        Given
            .Node(node)
            .Holding(
                Given.OrderOf(Given.Cleanup("images")) with
                {
                    ClusterImages = new ClusterImages { References = ["app:1", "nginx:latest"] },
                }
            )
            .Storage!;
}
