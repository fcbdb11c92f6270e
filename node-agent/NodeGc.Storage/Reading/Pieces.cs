using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Reading;

/// <summary>
/// Reads pieces of metadata. A piece that cannot be read is looked at once more a little later, since an engine writes
/// some files in several steps; if it is still bad, it becomes a doubt, and the rest is read all the same.
/// </summary>
internal sealed class Pieces(ReadPass pass)
{
    private const int LongestQuote = 400;

    private readonly List<Piece> suspects = [];

    /// <summary>Whether anything has to be looked at once more.</summary>
    public bool HasSuspects => suspects.Count > 0;

    /// <summary>All was read once, and what was bad is read once more.</summary>
    public bool IsSecondLook { get; private set; }

    /// <summary>Reads a piece; a bad one is kept for the second look.</summary>
    /// <param name="path">Where, relative to the data root.</param>
    /// <param name="owner">What it could own.</param>
    /// <param name="read">Reads it into the findings, or throws.</param>
    /// <param name="remedy">What to do where it is damaged; null = what helps with any piece.</param>
    public void Read(string path, Ownership owner, Action read, string? remedy = null)
    {
        var piece = new Piece(path, owner, read, remedy ?? Remedies.Restore);
        if (FindProblem(piece) is not null)
            suspects.Add(piece);
    }

    /// <summary>Reads what was bad once more and doubts what still is; what each could own is known only when all was
    /// read.</summary>
    public void LookAgain()
    {
        IsSecondLook = true;
        var problems = new List<Problem>();
        for (var i = 0; i < suspects.Count; i++)
            if (FindProblem(suspects[i]) is { } problem)
                problems.Add(problem);
        suspects.Clear();
        foreach (var problem in problems)
        {
            var doubt = problem.Owner.ScopeOf(problem.Doubt, pass);
            if (!problem.MattersOnlyIfItOwns || !doubt.Owned.IsEmpty)
                pass.Findings.Add(doubt);
        }
    }

    private Problem? FindProblem(Piece piece)
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
            // System.Text.Json says so where a string in a document is no proper text.
            return Of(piece, garbled.Message, piece.Remedy) with { IsLoss = true };
        }
        catch (JsonException broken)
        {
            var doubt = Of(piece, $"It is not proper JSON (line {broken.LineNumber + 1})", piece.Remedy);
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

    private static Problem Of(Piece piece, string what, string remedy) =>
        new(piece.Path, piece.Owner, $"{Printable(what).TrimEnd('.')}. {remedy}");

    /// <summary>Damaged files are quoted in messages: what they hold must neither steer a terminal nor outgrow a
    /// condition.</summary>
    private static string Printable(string what)
    {
        var text = string.Concat(what.Take(LongestQuote).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return what.Length > LongestQuote ? $"{text}…" : text;
    }

    private static string Explain(LinuxException refused) =>
        refused.Errno switch
        {
            Errno.ELOOP => $"a symbolic link lies where a directory or file of the engine should be ({refused.Path})",
            Errno.ENOTDIR => $"something else lies where a directory should be ({refused.Path})",
            Errno.EFBIG => "it is too long to be metadata of an engine",
            Errno.EXDEV => $"a mount lies where none should be ({refused.Path})",
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
