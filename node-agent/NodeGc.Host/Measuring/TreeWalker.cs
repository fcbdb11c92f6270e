using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>
/// One thread of a measurement: adds up allocated bytes and inodes depth first. Links are never followed and mounts
/// never crossed. What vanishes during the walk does not count; what cannot be read leaves the tree without a size,
/// since a size that is too small would be misleading.
/// </summary>
public sealed class TreeWalker(DirectoryHandle root, WalkQueue queue, CancellationToken cancellationToken)
{
    private readonly DirectoryChunk chunk = new();
    private readonly NameStack names = new();
    private long bytes;
    private long inodes;

    /// <summary>Walks until no thread has work left; calls <paramref name="finished"/> for each tree whose last branch
    /// ended here.</summary>
    public void Run(Action<MeasuredTree> finished)
    {
        IoPriority.TryYieldToOthers();
        while (queue.Take(cancellationToken) is { } branch)
        {
            try
            {
                WalkBranch(branch);
            }
            finally
            {
                queue.Finish();
            }
            if (branch.Tree.Join())
                finished(branch.Tree);
        }
    }

    private void WalkBranch(Branch branch)
    {
        try
        {
            names.CutTo(0);
            if ((branch.Directory ?? OpenTop(branch.Tree)) is { } directory)
                Walk(branch.Tree, directory);
        }
        catch (LinuxException error) when (error.Errno == Errno.EXDEV && branch.Tree.MayVanish)
        {
            // A mount, which does not belong to this store.
        }
        catch (LinuxException error)
        {
            branch.Tree.Fail(error.Message);
        }
    }

    private DirectoryHandle? OpenTop(MeasuredTree tree)
    {
        using var home = root.FindBeneathAcrossMounts(
            Path.GetDirectoryName(tree.Path) is { Length: > 0 } parent ? parent : "."
        );
        var top = tree.MayBeMount ? home?.FindBeneathAcrossMounts(tree.Name) : home?.FindBeneath(tree.Name);
        if (top is not null)
            tree.Begin(top.Stat());
        else if (!tree.MayVanish)
            tree.Fail("it was removed during the measurement");
        return top;
    }

    private void Walk(MeasuredTree tree, DirectoryHandle top)
    {
        using var chain = new DirectoryChain();
        chain.Enter(top);
        (bytes, inodes) = (0, 0);
        while (!chain.IsEmpty && !tree.HasFailed)
        {
            var frame = chain.Current;
            if (frame.Waiting > 0)
                EnterNext(tree, chain);
            else if (frame.IsListed)
                chain.Leave();
            else
                List(tree, frame);
        }
        tree.Add(bytes, inodes);
    }

    private void EnterNext(MeasuredTree tree, DirectoryChain chain)
    {
        if (queue.HasIdleThreads && chain.FindUppermostWaiting() is { } upper)
            GiveFirst(tree, upper);
        var frame = chain.Current;
        if (frame.Waiting == 0)
        {
            names.CutTo(frame.Names.Start);
            return;
        }
        var name = names.Top;
        names.Pop();
        if (--frame.Waiting == 0)
            names.CutTo(frame.Names.Start);
        if (Open(tree, frame.Directory, name) is { } child)
            chain.Enter(child);
    }

    private void GiveFirst(MeasuredTree tree, DirectoryFrame frame)
    {
        var name = names[frame.Names.First];
        frame.Names = (frame.Names.Start, frame.Names.First + name.Bytes.Length + 1);
        frame.Waiting--;
        if (Open(tree, frame.Directory, name) is not { } child)
            return;
        tree.Split();
        queue.Give(new Branch(tree, child));
    }

    private static DirectoryHandle? Open(MeasuredTree tree, DirectoryHandle parent, PathBytes name)
    {
        var child = parent.TryOpenBeneath(name, out var errno);

        // Gone or replaced meanwhile, or a mount: not part of this tree. Anything else is a read error.
        if (errno is not (Errno.None or Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV))
            tree.Fail($"{name.ToString()}, a directory in it, cannot be opened: {errno}");
        return child;
    }

    private void List(MeasuredTree tree, DirectoryFrame frame)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!chunk.Fill(frame.Directory))
        {
            frame.IsListed = true;
            return;
        }
        frame.Names = (names.Used, names.Used);
        while (chunk.MoveNext())
        {
            frame.Position = chunk.Position;
            if (!frame.Directory.TryStat(chunk.Name, out var status) || !tree.Holds(status))
                continue;
            if (tree.Counts(status))
                (bytes, inodes) = (bytes + status.Allocated.Value, inodes + 1);
            if (status.Kind != FileKind.Directory)
                continue;
            names.Push(chunk.Name);
            frame.Waiting++;
        }
    }
}
