using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Locks that don't hold the other access off: PC1005.</summary>
internal static class Locking
{
    public static void Check(Reporter reporter, List<BodyReading> readings)
    {
        foreach (BodyReading reading in readings)
        {
            foreach (KeyValuePair<HeldLock, bool> held in reading.UselessLocks)
            {
                if (held.Value)
                {
                    reporter.Report(Descriptors.IneffectiveLock, Reporter.Of(held.Key.Operation), "Own", $"Each iteration locks an object of its own, '{held.Key.Operation.Syntax}': nobody ever waits for it");
                }
            }
        }

        foreach (IGrouping<Place, Access> place in readings.SelectMany(static reading => reading.Accesses).Where(static access => !access.IsNested).GroupBy(static access => access.Place))
        {
            List<Access> accesses = [.. place];
            List<Access> changes = [.. accesses.Where(static access => access.Changes)];
            if (changes.Count > 0 && changes.All(static change => change.IsCovered) && !changes.Any(static change => change.IsElement))
            {
                CheckDifferent(reporter, changes);
                CheckUncovered(reporter, accesses, changes);
            }
        }
    }

    /// <summary>Two changes under locks that don't exclude each other.</summary>
    private static void CheckDifferent(Reporter reporter, List<Access> changes)
    {
        foreach (Access change in changes)
        {
            Access? other = changes.FirstOrDefault(other => other != change && !(change.Branch >= 0 && change.Branch == other.Branch) && Excludes(change, other) == false);
            if (other is not null)
            {
                reporter.Report(Descriptors.IneffectiveLock, change, "Different", changes, $"'{change.Place.Name}' is changed here under '{NameOf(change)}' and elsewhere under '{NameOf(other)}': the two locks don't exclude each other");
            }
        }
    }

    /// <summary>A read outside of the lock that its changes are made under.</summary>
    private static void CheckUncovered(Reporter reporter, List<Access> accesses, List<Access> changes)
    {
        foreach (Access read in accesses)
        {
            if (read.IsCovered || read.Kind is not (AccessKind.Read or AccessKind.Query) || (read.Branch >= 0 && changes.All(change => change.Branch == read.Branch)))
            {
                continue;
            }

            if (read.Kind == AccessKind.Query)
            {
                reporter.Report(Descriptors.IneffectiveLock, read, "Read", changes, $"'{read.Place.Name}' is read here without the lock under which it is changed: {read.Type?.Name}.{read.Member} may see it half changed");
                continue;
            }

            // Tested again under the lock: the first test only saves taking it.
            if (changes.Any(static change => change.Operation is null) || IsTestedAgain(accesses, changes) || read.Operation.Type?.IsReferenceType == true)
            {
                continue;
            }

            Access? act = changes.FirstOrDefault(change => DependsOn(change, read));
            if (act is not null)
            {
                reporter.Report(Descriptors.IneffectiveLock, act, "Test", [read], $"'{act.Place.Name}' is looked at before the lock is taken and changed under it: others change it in between");
            }
            else if (changes.Any(static change => change.Kind == AccessKind.Update))
            {
                reporter.Report(Descriptors.IneffectiveLock, read, "Read", changes, $"'{read.Place.Name}' is read here without the lock under which it is changed");
            }
        }
    }

    private static bool IsTestedAgain(List<Access> accesses, List<Access> changes) =>
        changes.All(change => change.Kind == AccessKind.Write && accesses.Any(read => read.Kind == AccessKind.Read && read.IsCovered && IsIn(change, read)));

    private static bool DependsOn(Access change, Access read) =>
        IsIn(change, read) || (change.Value is { } value && value.DescendantsAndSelf().Any(part =>
            part is ILocalReferenceOperation local && change.Frame.Facts.ValuesOf(local.Local).Any(source => Contains(source.Operation, read.Operation))));

    private static bool IsIn(Access change, Access read) => change.Guards.Any(guard => Contains(guard.Condition, read.Operation));

    private static bool Contains(IOperation whole, IOperation part) => whole.Syntax.SyntaxTree == part.Syntax.SyntaxTree && whole.Syntax.Span.Contains(part.Syntax.Span);

    /// <summary>Whether two accesses hold a lock in common; null if that isn't known.</summary>
    private static bool? Excludes(Access one, Access other)
    {
        IEnumerable<HeldLock> left = one.Locks.Where(static held => held.Kind != LockKind.Useless), right = other.Locks.Where(static held => held.Kind != LockKind.Useless);
        if (left.Concat(right).Any(static held => held.Identity == "?" || held.Kind == LockKind.Read))
        {
            return null;
        }

        return left.Any(held => right.Any(its => its.Identity == held.Identity));
    }

    private static string NameOf(Access access) => access.Locks.First(static held => held.Kind != LockKind.Useless).Operation.Syntax.ToString();
}
