using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Reading;

/// <summary>
/// Reads pieces of metadata. A piece that cannot be read is retried a little later, since an engine writes some files
/// in several steps; if it still fails, it becomes a doubt, and the rest is read anyway.
/// </summary>
internal sealed class MetadataReader(ReadPass pass)
{
    private const int LongestQuote = 400;

    private readonly List<MetadataPiece> failures = [];

    /// <summary>Whether anything has to be retried.</summary>
    public bool HasFailures => failures.Count > 0;

    /// <summary>True during the retry of failed pieces.</summary>
    public bool IsRetry { get; private set; }

    /// <summary>Reads a piece; a failed one is retried later.</summary>
    /// <param name="path">Where, relative to the data root.</param>
    /// <param name="owner">What it could own.</param>
    /// <param name="read">Reads it into the findings, or throws.</param>
    /// <param name="remedy">How to fix it if it is damaged; null = the general remedy.</param>
    public void Read(string path, Ownership owner, Action read, string? remedy = null)
    {
        var piece = new MetadataPiece(path, owner, read, remedy ?? Remedies.Restore);
        if (FindProblem(piece) is not null)
            failures.Add(piece);
    }

    /// <summary>Retries failed pieces and adds doubts for those that still fail; what each could own is known only
    /// after everything was read.</summary>
    public void Retry()
    {
        IsRetry = true;
        var problems = new List<Problem>();
        for (var i = 0; i < failures.Count; i++)
            if (FindProblem(failures[i]) is { } problem)
                problems.Add(problem);
        failures.Clear();
        foreach (var problem in problems)
        {
            var doubt = problem.Owner.ScopeOf(problem.Doubt, pass);
            if (!problem.MattersOnlyIfItOwns || !doubt.Owned.IsEmpty)
                pass.Findings.Add(doubt);
        }
    }

    private Problem? FindProblem(MetadataPiece piece)
    {
        try
        {
            piece.Read();
            return null;
        }
        catch (LayoutUnknownException unknown)
        {
            return Of(piece, unknown.Message, Remedies.Unknown) with { Kind = DoubtKind.UnknownLayout };
        }
        catch (LinuxException refused)
        {
            if (refused.Errno == Errno.ELOOP && LinkOnTheWay.Find(pass.Root, refused.Path) is { } link)
                return new Problem(link.Path, piece.Owner, Printable(link.Explain()))
                {
                    Kind = DoubtKind.UnknownLayout,
                };
            return Of(piece, Explain(refused), Remedies.Check);
        }
        catch (InvalidOperationException garbled)
        {
            // Thrown by System.Text.Json for strings with invalid text.
            return Of(piece, garbled.Message, piece.Remedy) with { IsLoss = true };
        }
        catch (JsonException broken)
        {
            var doubt = Of(piece, $"It is not valid JSON (line {broken.LineNumber + 1})", piece.Remedy);
            return doubt with { IsLoss = true };
        }
        catch (BoltException broken)
        {
            return Of(piece, broken.Message, piece.Remedy) with { IsLoss = true };
        }
        catch (MetadataDamagedException damage)
        {
            var owner = damage.Owner ?? piece.Owner;
            var path = damage.File is { } file ? $"{piece.Path}/{file}" : piece.Path;
            var damaged = piece with { Path = path, Owner = owner };
            var doubt = Of(damaged, damage.Message, damage.Remedy ?? piece.Remedy);
            return doubt with { IsLoss = true, MattersOnlyIfItOwns = damage.MattersOnlyIfItOwns };
        }
    }

    private static Problem Of(MetadataPiece piece, string what, string remedy) =>
        new(piece.Path, piece.Owner, $"{Printable(what).TrimEnd('.')}. {remedy}");

    /// <summary>Messages quote damaged files: their content must neither control a terminal nor exceed a condition's
    /// size.</summary>
    private static string Printable(string what)
    {
        var text = string.Concat(what.Take(LongestQuote).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return what.Length > LongestQuote ? $"{text}…" : text;
    }

    private static string Explain(LinuxException refused) =>
        refused.Errno switch
        {
            Errno.ELOOP => $"unexpected symbolic link ({refused.Path})",
            Errno.ENOTDIR => $"not a directory ({refused.Path})",
            Errno.EFBIG => "the file is too large for engine metadata",
            Errno.EXDEV => $"unexpected mount point ({refused.Path})",
            _ => refused.Message,
        };

    private sealed record Problem(string Path, Ownership Owner, string Message)
    {
        public DoubtKind Kind { get; init; } = DoubtKind.MetadataDamaged;

        public bool IsLoss { get; init; }

        public bool MattersOnlyIfItOwns { get; init; }

        public Doubt Doubt => new(Kind, DoubtScope.Nothing, Path, Message) { IsLoss = IsLoss };
    }
}
