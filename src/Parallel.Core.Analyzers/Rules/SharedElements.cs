using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Elements that are written though they aren't the iteration's own, where something speaks for it: PC1003, and PC1010 for a scratch buffer.</summary>
internal static class SharedElements
{
    public static void Check(Reporter reporter, List<BodyReading> readings, Guards guards)
    {
        foreach (IGrouping<Place, Access> place in readings.SelectMany(static reading => reading.Accesses).Where(static access => access.IsElement).GroupBy(static access => access.Place))
        {
            List<Access> accesses = [.. place];
            List<Access> changes = [.. accesses.Where(static access => access.Changes)];
            if (changes.Count == 0)
            {
                continue;
            }

            if (changes[0].Branch >= 0)
            {
                CheckBranches(reporter, accesses, changes);
            }
            else
            {
                CheckIterations(reporter, accesses, changes, guards);
            }
        }
    }

    /// <summary>The same element by two branches, where its index is the same constant.</summary>
    private static void CheckBranches(Reporter reporter, List<Access> accesses, List<Access> changes)
    {
        foreach (Access change in changes)
        {
            Access? other = change.IsCovered ? null : accesses.FirstOrDefault(other => Access.MayOverlap(change, other) && SameIndices(change, other));
            if (other is not null)
            {
                Report(reporter, Descriptors.ForeignElement, change, accesses, "another branch accesses the same element");
            }
        }
    }

    private static bool SameIndices(Access one, Access other) =>
        !one.IsBulk && !other.IsBulk && one.Indices.Length == other.Indices.Length && one.Indices.Length > 0
        && one.Indices.Zip(other.Indices, static (left, right) => left.IsConstant && right.IsConstant && left.Constant == right.Constant).All(static same => same);

    private static void CheckIterations(Reporter reporter, List<Access> accesses, List<Access> changes, Guards guards)
    {
        bool storesTheSame = SharedVariables.AllStoreTheSame(changes);
        foreach (Access change in changes)
        {
            if (change.IsCovered || guards.KeyOf(change) is not null)
            {
                continue;
            }

            IndexClass index = Origins.Best(change.Indices);
            if (change.IsOfElement && index == IndexClass.Independent && !change.IsBulk)
            {
                index = IndexClass.Data;
            }

            if (change.IsNested && !IsOwnOfNested(change))
            {
                continue;
            }

            bool isReported = index switch
            {
                IndexClass.Independent => !storesTheSame && !guards.PicksOwn(change) && ReportFixed(reporter, change, accesses),
                IndexClass.Swept => !storesTheSame && !guards.PicksOwn(change) && Report(reporter, Descriptors.ForeignElement, change, accesses, "the inner loops of other iterations come to the same element"),
                IndexClass.Folded => !Guards.SelectsByRemainder(change) && !storesTheSame && Report(reporter, Descriptors.ForeignElement, change, accesses, "several iterations have the same index"),
                IndexClass.Overlap => !Guards.SelectsByRemainder(change) && Report(reporter, Descriptors.ForeignElement, change, accesses, "the elements of neighbouring iterations overlap"),
                IndexClass.Data => change.Kind == AccessKind.Update && !guards.PicksOwn(change) && Report(reporter, Descriptors.ForeignElement, change, accesses, "its index comes from data, so that several iterations meet there"),
                _ => false,
            };

            if (!isReported && !change.IsBulk && index is IndexClass.Own && FindMeeting(change, accesses, guards) is { } other)
            {
                Report(reporter, Descriptors.ForeignElement, change, [other], $"'{TextOf(other)}' of another iteration is the same element");
            }
        }
    }

    private static bool ReportFixed(Reporter reporter, Access change, List<Access> accesses)
    {
        bool isScratch = change.IsBulk || change.Indices.Any(static index => index.HasInnerTerm);
        return isScratch
            ? ReportScratch(reporter, change, accesses)
            : Report(reporter, Descriptors.ForeignElement, change, accesses, "its index is the same in each iteration");
    }

    private static bool ReportScratch(Reporter reporter, Access change, List<Access> accesses)
    {
        reporter.Report(Descriptors.SharedScratch, change, "Scratch", accesses, change.Place.Name);
        return true;
    }

    /// <summary>An access of another iteration that meets the write.</summary>
    private static Access? FindMeeting(Access change, List<Access> accesses, Guards guards)
    {
        if (Guards.SelectsByRemainder(change))
        {
            return null;
        }

        foreach (Access other in accesses)
        {
            if (other == change || other.IsBulk || other.IsCovered || other.Indices.Length != change.Indices.Length || Guards.SelectsByRemainder(other))
            {
                continue;
            }

            if (!IsOwnByGuard(other, guards) && Meets(change, other))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary><c>if (i == 0) results[0] = ...</c>: a constant, and the iteration's own all the same.</summary>
    private static bool IsOwnByGuard(Access access, Guards guards) =>
        access.Indices.Any(static index => index.IsConstant) && guards.KeyOf(access) is { } key && access.Indices.Any(index => index.IsConstant && key.EndsWith(" is " + index.Constant, StringComparison.Ordinal));

    private static bool Meets(Access change, Access other)
    {
        long? first = EntryPoints.ConstantOf(change.Frame.Body.Call.Invocation, "from", "fromInclusive");
        bool isLikely = false, isOtherFixed = false, isChangeFixed = false;
        for (int i = 0; i < change.Indices.Length; i++)
        {
            IndexForm one = change.Indices[i], two = other.Indices[i];
            switch (IndexComparison.Compare(one, two, first))
            {
                case Meeting.Never:
                    return false;
                case Meeting.Likely:
                    isLikely = true;
                    isOtherFixed |= two.Class == IndexClass.Independent;
                    isChangeFixed |= one.Class == IndexClass.Independent;
                    break;
                default:
                    // Two dimensions that no iteration owns coincide at some time; anything else is not known to.
                    if (one.Class != IndexClass.Independent || two.Class != IndexClass.Independent)
                    {
                        return false;
                    }

                    // Two that are fixed are taken for different unless they read the same: the buffers of two steps.
                    if (!one.HasInnerTerm && !two.HasInnerTerm && !one.IsSame(two))
                    {
                        return false;
                    }

                    break;
            }
        }

        // The border's corner: what fixes the one iteration in one dimension fixes the other in another, to the same.
        return isLikely && !(isOtherFixed && isChangeFixed);
    }

    /// <summary>Own to a loop inside of the body, and the same for each iteration of the body itself.</summary>
    private static bool IsOwnOfNested(Access change) => !change.IsBulk && change.Indices.Any(static index => index.HasInnerTerm) && change.Indices.All(static index => index.Class == IndexClass.Independent);

    private static bool Report(Reporter reporter, DiagnosticDescriptor rule, Access change, List<Access> accesses, string why)
    {
        string verb = change.Kind == AccessKind.Update ? "changed" : "assigned";
        reporter.Report(rule, change, SharedVariables.KindOf(change), accesses, change.Place.Name, IndexText(change), verb, why);
        return true;
    }

    private static string IndexText(Access access)
    {
        IOperation target = access.Operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation increment => increment.Target,
            IArgumentOperation argument => argument.Value,
            _ => access.Operation,
        };
        IEnumerable<SyntaxNode> indices = target switch
        {
            IArrayElementReferenceOperation element => element.Indices.Select(static index => index.Syntax),
            IPropertyReferenceOperation property => property.Arguments.Select(static argument => argument.Syntax),
            _ => [],
        };
        string text = string.Join(", ", indices);
        return text.Length == 0 ? "..." : text;
    }

    private static string TextOf(Access access)
    {
        string text = (access.Operation is IAssignmentOperation assignment ? assignment.Target : access.Operation).Syntax.ToString();
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
