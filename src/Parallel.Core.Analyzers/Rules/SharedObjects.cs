using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Members of objects that aren't thread-safe, called on one that several iterations share: PC1002.</summary>
internal static class SharedObjects
{
    public static void Check(Reporter reporter, List<BodyReading> readings, Guards guards)
    {
        List<Place> reported = [];
        foreach (IGrouping<Place, Access> place in readings.SelectMany(static reading => reading.Accesses)
            .Where(static access => access.Kind is AccessKind.Mutation or AccessKind.Query && !access.IsElement && !access.IsNested).GroupBy(static access => access.Place).OrderBy(static group => group.Key.Path.Length))
        {
            // What a shared owner made is part of the mistake that was told already.
            if (reported.Any(owner => SymbolEqualityComparer.Default.Equals(owner.Root, place.Key.Root) && place.Key.Path.StartsWith(owner.Path + ".", StringComparison.Ordinal)))
            {
                continue;
            }

            List<Access> accesses = [.. place];
            foreach (Access change in accesses)
            {
                if (change.Kind == AccessKind.Mutation && !change.IsCovered && SharedVariables.Conflicts(change, accesses, guards) && !IsOfOwn(change, guards))
                {
                    reported.Add(place.Key);
                    string type = change.Type?.Name ?? "";
                    reporter.Report(Descriptors.UnsafeMember, change, $"{type}.{change.Member}", accesses, change.Place.Name, type, change.Member ?? "", SharedVariables.Via(change));
                }
            }
        }
    }

    private static bool IsOfOwn(Access change, Guards guards) => change.IsOfElement && guards.PicksOwn(change);
}
