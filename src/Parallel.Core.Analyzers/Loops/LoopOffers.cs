using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Loops;

/// <summary>A way to run a loop in parallel: what stands there instead of some statements.</summary>
internal sealed record LoopOffer(string Title, string Key, string Text, IReadOnlyList<StatementSyntax> Replaced);

/// <summary>
/// What a sequential loop can become, or why it stays. Offered is only what is proven to give the same result: the bodies write elements of their own, or add
/// up whole numbers, or look for an extreme, or append to one list; and everything else that they do is known to only compute.
/// </summary>
internal sealed class LoopOffers
{
    private LoopOffers(Refusal refusal)
    {
        Refusal = refusal;
        Offers = [];
    }

    private LoopOffers(IReadOnlyList<LoopOffer> offers) => Offers = offers;

    public Refusal? Refusal { get; }

    public IReadOnlyList<LoopOffer> Offers { get; }

    public static LoopOffers For(StatementSyntax loop, SemanticModel model, CancellationToken cancellationToken, LoopOrigin origin = LoopOrigin.Sequential)
    {
        if (LoopShape.Read(loop, model, origin, cancellationToken, out Refusal? refusal) is not { } shape)
        {
            return new LoopOffers(refusal!);
        }

        if (WhyNotHere(loop, model) is { } place)
        {
            return new LoopOffers(place);
        }

        SyntaxNode member = loop.Ancestors().FirstOrDefault(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or GlobalStatementSyntax) ?? loop.SyntaxTree.GetRoot(cancellationToken);
        if (member is GlobalStatementSyntax)
        {
            member = loop.SyntaxTree.GetRoot(cancellationToken);
        }

        var reader = new LoopReader(shape, model, member, origin, cancellationToken);
        reader.Read(model.GetOperation(shape.Body, cancellationToken));
        if (reader.Refusal is { } found)
        {
            return new LoopOffers(found);
        }

        // The bounds are computed once, the source is enumerated by others: neither may change.
        var bounds = new LoopReader(shape, model, member, origin, cancellationToken);
        foreach (ExpressionSyntax? expression in new[] { shape.From, shape.Bound, shape.Source })
        {
            IOperation? operation = expression is null ? null : model.GetOperation(expression, cancellationToken);
            bounds.Read(operation is IInvocationOperation range && shape.Source is not null ? range.Arguments[0].Value : operation);
            if (operation is IInvocationOperation { Arguments.Length: > 1 } numbers && shape.Source is not null)
            {
                bounds.Read(numbers.Arguments[1].Value);
            }
        }

        if (bounds.Refusal is { } changing)
        {
            return new LoopOffers(changing with { Why = "its bound may change while it runs: " + changing.Why });
        }

        return new Decision(shape, model, reader, bounds, origin, cancellationToken).Decide() is { } decided
            ? decided.Refusal is null ? new LoopOffers(decided.Offers) : new LoopOffers(decided.Refusal)
            : new LoopOffers(new Refusal(loop, "it is of no form that is known"));
    }

    /// <summary>Places where even a body that only computes can't become a lambda, or its failure would become another.</summary>
    private static Refusal? WhyNotHere(StatementSyntax loop, SemanticModel model)
    {
        if (model.Compilation.GetTypeByMetadataName("ParallelCore.ParallelRange") is null)
        {
            return new Refusal(loop, "the project doesn't refer to Parallel.Core");
        }

        for (SyntaxNode? node = loop.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case TryStatementSyntax { Catches.Count: > 0 } tried when tried.Block.Span.Contains(loop.Span):
                    return new Refusal(loop, "it stands in a try that catches: a failure would arrive as an AggregateException");
                case LabeledStatementSyntax:
                    return new Refusal(loop, "it has a label");
                case ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                    return new Refusal(loop, "it stands in a static constructor: other threads wait until that has ended");
                case UnsafeStatementSyntax or FixedStatementSyntax:
                    return new Refusal(loop, "it works with addresses");
            }
        }

        if (loop.ContainsDirectives)
        {
            return new Refusal(loop, "it holds preprocessor directives");
        }

        return null;
    }

    private sealed class Decision(LoopShape shape, SemanticModel model, LoopReader reader, LoopReader bounds, LoopOrigin origin, CancellationToken cancellationToken)
    {
        private readonly LoopWriter _writer = new(shape, model);

        public LoopOffers? Decide()
        {
            List<ISymbol> written = [.. reader.Writes.Select(TargetOf).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)];
            List<ElementAccess> stores = [.. reader.Elements.Where(static access => access.IsWrite)];
            if (reader.Writes.Any(static write => TargetOf(write) is null))
            {
                return Refuse(shape.Loop, "it assigns several variables at once");
            }

            if (bounds.Reads.FirstOrDefault(read => SymbolOf(read) is { } symbol && written.Contains(symbol, SymbolEqualityComparer.Default)) is { } moving)
            {
                return Refuse(moving.Syntax, $"'{moving.Syntax}' changes while the loop runs");
            }

            if (origin == LoopOrigin.Parallel)
            {
                // Elements are as safe as they were; one variable or one list is what is mended.
                return (written.Count, reader.Appends.Count) switch
                {
                    (1, 0) => Reduce(written[0]),
                    (0, > 0) => Append(),
                    _ => Refuse(shape.Loop, "it does several things at once"),
                };
            }

            int kinds = (written.Count > 0 ? 1 : 0) + (stores.Count > 0 ? 1 : 0) + (reader.Appends.Count > 0 ? 1 : 0);
            return kinds switch
            {
                0 => Refuse(shape.Loop, "nothing that it does is seen outside"),
                > 1 => Refuse(shape.Loop, "it does several things at once: a loop each for what it adds up, stores and appends can run in parallel"),
                _ when written.Count > 1 => Refuse(shape.Loop, $"each iteration changes several variables, {string.Join(", ", written.Select(static symbol => $"'{symbol.Name}'"))}: a loop each can run in parallel"),
                _ when written.Count == 1 => Reduce(written[0]),
                _ when stores.Count > 0 => Store(stores),
                _ => Append(),
            };
        }

        private LoopOffers Store(List<ElementAccess> stores)
        {
            foreach (ElementAccess store in stores)
            {
                foreach (ElementAccess other in reader.Elements)
                {
                    if (store.Array.MayBe(other.Array) && !store.KeepsApart(other))
                    {
                        return store == other
                            ? Refuse(store.Syntax, $"'{store.Syntax}' may be the same element in several iterations")
                            : Refuse(other.Syntax, $"'{other.Syntax}' may be an element that another iteration writes, at '{store.Syntax}'");
                    }
                }
            }

            // A source that the loop itself writes: its items would depend on who comes first.
            foreach (ElementAccess read in bounds.Elements)
            {
                if (stores.FirstOrDefault(store => store.Array.MayBe(read.Array)) is { } store)
                {
                    return Refuse(store.Syntax, $"'{store.Syntax}' may be an item of what the loop runs over");
                }
            }

            List<LoopOffer> offers = [];
            if (_writer.Collected() is { } collected)
            {
                offers.Add(collected);
            }

            if (shape.Source is null)
            {
                offers.Add(_writer.ByIndex());
                offers.Add(_writer.ByChunk());
                if (_writer.BySpan(reader) is { } span)
                {
                    offers.Add(span);
                }
            }

            return new LoopOffers(offers);
        }

        private LoopOffers Append()
        {
            if (reader.Appends is not [{ Instance: ILocalReferenceOperation { Local: var list } } append])
            {
                return Refuse(shape.Loop, "it appends in several places");
            }

            if (reader.Reads.Concat(bounds.Reads).FirstOrDefault(read => SymbolEqualityComparer.Default.Equals(SymbolOf(read), list)) is { } read)
            {
                return Refuse(read.Syntax, $"'{list.Name}' is read while the loop fills it");
            }

            bool isNew = list.DeclaringSyntaxReferences is [{ } only] && only.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax } && !reader.IsAssigned(list);
            if (!isNew && (reader.ReadsLists || bounds.ReadsLists || LoopShape.IsList(shape.Source is null ? null : model.GetTypeInfo(shape.Source, cancellationToken).Type)))
            {
                return Refuse(shape.Loop, $"'{list.Name}' may be the list that the loop reads");
            }

            return _writer.Appended(append, list) is { } offer ? new LoopOffers([offer]) : Refuse(append.Syntax, "more than one condition decides what is appended");
        }

        private LoopOffers Reduce(ISymbol result)
        {
            if (result is not ILocalSymbol and not IParameterSymbol { RefKind: RefKind.None })
            {
                return Refuse(shape.Loop, $"'{result.Name}' belongs to somebody else");
            }

            ITypeSymbol type = result is ILocalSymbol local ? local.Type : ((IParameterSymbol)result).Type;
            if (reader.Writes.All(IsAddition))
            {
                return Accumulate(result, type);
            }

            if (reader.Writes.All(static write => write is ISimpleAssignmentOperation))
            {
                return Extreme(result, type);
            }

            return Refuse(reader.Writes[0].Syntax, $"'{result.Name}' is what the iteration before left there");
        }

        private static bool IsAddition(IOperation write) => write is ICompoundAssignmentOperation or IIncrementOrDecrementOperation;

        private LoopOffers Accumulate(ISymbol result, ITypeSymbol type)
        {
            string? common = null;
            foreach (IOperation write in reader.Writes)
            {
                string? combines = write switch
                {
                    IIncrementOrDecrementOperation { IsChecked: false } => "+",
                    ICompoundAssignmentOperation { IsChecked: false } compound => compound.OperatorKind switch
                    {
                        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract => "+",
                        BinaryOperatorKind.Multiply => "*",
                        BinaryOperatorKind.And => "&",
                        BinaryOperatorKind.Or => "|",
                        BinaryOperatorKind.ExclusiveOr => "^",
                        _ => null,
                    },
                    _ => null,
                };

                if (type.SpecialType == SpecialType.System_String)
                {
                    return Refuse(write.Syntax, $"the parts of '{result.Name}' have an order: Select(...) and string.Concat join them in it");
                }

                bool isRounded = type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;
                if (isRounded && origin == LoopOrigin.Sequential)
                {
                    return Refuse(write.Syntax, $"'{result.Name}' would be rounded in another order: its last digits may differ; ParallelRange.From(...).Sum(...) gives the same ones on every run");
                }

                bool isNumber = type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;
                bool isFlag = type.SpecialType == SpecialType.System_Boolean && combines is "&" or "|" or "^";
                isNumber |= isRounded && combines == "+";
                bool isWhole = isRounded || write is IIncrementOrDecrementOperation || ValueOf(write)?.Type?.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_Char and <= SpecialType.System_UInt64);
                if (combines is null || !(isNumber || isFlag) || !isWhole || (common is not null && common != combines))
                {
                    return Refuse(write.Syntax, write is ICompoundAssignmentOperation { IsChecked: true } or IIncrementOrDecrementOperation { IsChecked: true }
                        ? $"'{result.Name}' is checked for overflow, and in another order it may overflow elsewhere"
                        : $"the changes of '{result.Name}' can't be made in parts and combined");
                }

                if (write.Parent is not IExpressionStatementOperation)
                {
                    return Refuse(write.Syntax, $"the value of '{result.Name}' is used on the way");
                }

                common = combines;
            }

            return CountReads(result) != reader.Writes.Count || UsesInBounds(result)
                ? Refuse(shape.Loop, $"'{result.Name}' is read on the way")
                : new LoopOffers(_writer.Sums(result, type, common!, reader.Writes));
        }

        private LoopOffers Extreme(ISymbol result, ITypeSymbol type)
        {
            bool isNumber = type.SpecialType is (>= SpecialType.System_Char and <= SpecialType.System_Double);
            bool? isGreatest = null;
            int uses = 0;
            string? combine = null;
            foreach (IOperation write in reader.Writes)
            {
                var assignment = (ISimpleAssignmentOperation)write;
                if (!isNumber || write.Parent is not IExpressionStatementOperation || ReadExtreme(assignment, result, type) is not { } read || (isGreatest ?? read.IsGreatest) != read.IsGreatest || (combine ?? read.Combine) != read.Combine)
                {
                    return Refuse(write.Syntax, $"'{result.Name}' is neither the least nor the greatest of what the iterations compute: an iteration relies on those before it");
                }

                isGreatest = read.IsGreatest;
                combine = read.Combine;
                uses += 2;
            }

            return CountReads(result) != uses || UsesInBounds(result)
                ? Refuse(shape.Loop, $"'{result.Name}' is read on the way")
                : new LoopOffers([_writer.Extreme(result, isGreatest!.Value, combine!)]);
        }

        /// <summary><c>m = Math.Max(m, x)</c>, <c>m = x > m ? x : m</c> or <c>if (x > m) m = x</c>: each reads the variable once and writes it once.</summary>
        private static (bool IsGreatest, string Combine)? ReadExtreme(ISimpleAssignmentOperation assignment, ISymbol result, ITypeSymbol type)
        {
            IOperation value = assignment.Value;
            if (value is IInvocationOperation { TargetMethod: { Name: "Max" or "Min", ContainingType.Name: "Math" } method, Arguments: [{ } first, { } second] }
                && SymbolEqualityComparer.Default.Equals(method.ReturnType, type) && (IsResult(first.Value, result) || IsResult(second.Value, result)))
            {
                return (method.Name == "Max", $"{{0}} => Math.{method.Name}({{1}}, {{2}})");
            }

            (IOperation? condition, IOperation? stored) = value is IConditionalOperation { WhenFalse: { } otherwise } choice && IsResult(otherwise, result)
                ? (choice.Condition, choice.WhenTrue)
                : assignment.Parent is IExpressionStatementOperation statement && ConditionOf(statement) is { } test ? (test, value) : default;
            if (condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThan, OperatorMethod: null } comparison || stored is null)
            {
                return null;
            }

            bool isRight = IsResult(comparison.RightOperand, result) && IsSame(comparison.LeftOperand, stored);
            bool isLeft = IsResult(comparison.LeftOperand, result) && IsSame(comparison.RightOperand, stored);
            if ((!isRight && !isLeft) || !SymbolEqualityComparer.Default.Equals(comparison.LeftOperand.Type, comparison.RightOperand.Type) || !SymbolEqualityComparer.Default.Equals(stored.Type, type))
            {
                return null;
            }

            bool isGreatest = isRight == (comparison.OperatorKind == BinaryOperatorKind.GreaterThan);
            return (isGreatest, $"{{0}} => {{2}} {(isGreatest ? ">" : "<")} {{1}} ? {{2}} : {{1}}");
        }

        private static IOperation? ConditionOf(IExpressionStatementOperation statement)
        {
            IOperation? parent = statement.Parent;
            IOperation child = statement;
            if (parent is IBlockOperation { Operations.Length: 1 } block)
            {
                child = block;
                parent = block.Parent;
            }

            return parent is IConditionalOperation { WhenFalse: null } test && test.WhenTrue == child ? test.Condition : null;
        }

        private static bool IsResult(IOperation operation, ISymbol result) => operation is not IConversionOperation && SymbolEqualityComparer.Default.Equals(SymbolOf(operation), result);

        private static bool IsSame(IOperation one, IOperation other) => SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax) && SymbolEqualityComparer.Default.Equals(one.Type, other.Type);

        private int CountReads(ISymbol symbol) => reader.Reads.Count(read => SymbolEqualityComparer.Default.Equals(SymbolOf(read), symbol));

        private bool UsesInBounds(ISymbol symbol) => bounds.Reads.Any(read => SymbolEqualityComparer.Default.Equals(SymbolOf(read), symbol));

        private static ISymbol? SymbolOf(IOperation operation) =>
            operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };

        private static IOperation? ValueOf(IOperation write)
        {
            IOperation? value = (write as ICompoundAssignmentOperation)?.Value;
            return value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;
        }

        private static ISymbol? TargetOf(IOperation write) =>
            write switch
            {
                IAssignmentOperation assignment and not IDeconstructionAssignmentOperation => SymbolOf(EntryPoints.Unwrap(assignment.Target)),
                IIncrementOrDecrementOperation increment => SymbolOf(EntryPoints.Unwrap(increment.Target)),
                _ => null,
            };

        private static LoopOffers Refuse(SyntaxNode where, string why) => new(new Refusal(where, why));
    }
}
