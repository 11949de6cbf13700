//! Offices and regions.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::office::{Office, OfficeCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, Paging, PagingQuery, whole};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(regions)).routes(routes!(list)).routes(routes!(find))
}

/// An inspection region.
#[derive(Serialize, ToSchema)]
struct RegionView {
    /// Number; 0 is the central one.
    number: u16,
    /// Name.
    name_th: String,
    /// Provinces, by their Thai names.
    provinces: Vec<String>,
}

/// An education service area office.
#[derive(Serialize, ToSchema)]
pub(super) struct OfficeView {
    /// Code.
    code: String,
    /// Kind: primary or secondary.
    kind: &'static str,
    /// Full official name.
    name_th: String,
    /// Short name.
    short_name_th: String,
    /// English name.
    name_en: String,
    /// Provinces served, by their Thai names. A list of reports leaves them out.
    provinces: Vec<String>,
    /// Number of the inspection region.
    region: u16,
}

impl OfficeView {
    pub(super) fn of(office: Office) -> OfficeView {
        OfficeView {
            code: office.code.to_string(),
            kind: office.kind.as_str(),
            name_th: office.name_th,
            short_name_th: office.short_name_th,
            name_en: office.name_en,
            provinces: office.provinces,
            region: office.region,
        }
    }
}

/// The day that is asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DayQuery {
    /// The day; today where it is not said.
    on: Option<Date>,
}

impl DayQuery {
    fn day(&self, web: &Web) -> Date {
        self.on.unwrap_or_else(|| app::clock::bangkok_day(web.app.clock().now()))
    }
}

/// Inspection regions of a day.
#[utoipa::path(get, path = "/api/v1/regions", operation_id = "list_regions", tag = "offices", params(DayQuery),
    responses((status = 200, body = List<RegionView>)))]
async fn regions(State(web): State<Web>, _: Caller, Query(query): Query<DayQuery>) -> Answer {
    let regions = app::region::list(&web.app, query.day(&web)).await?;
    let view = |region: domain::region::Region| RegionView {
        number: region.number,
        name_th: region.name_th,
        provinces: region.provinces.into_iter().map(|province| province.name_th).collect(),
    };
    whole(regions.into_iter().map(view).collect())
}

/// Offices of a day, by code.
#[utoipa::path(get, path = "/api/v1/offices", operation_id = "list_offices", tag = "offices", params(DayQuery, PagingQuery),
    responses((status = 200, body = List<OfficeView>)))]
async fn list(State(web): State<Web>, _: Caller, paging: Paging, Query(query): Query<DayQuery>) -> Answer {
    let offices = app::office::list(&web.app, query.day(&web), &paging.page::<OfficeCode>()?).await?;
    let last = offices.last().filter(|_| paging.is_full(offices.len())).map(|office| office.code.clone());
    paging.answer(offices.into_iter().map(OfficeView::of).collect(), last)
}

/// An office as it is on a day.
#[utoipa::path(get, path = "/api/v1/offices/{office}", operation_id = "find_office", tag = "offices",
    params(("office" = String, Path, description = "Code of the office.", example = "P2300"), DayQuery),
    responses((status = 200, body = OfficeView)))]
async fn find(State(web): State<Web>, _: Caller, Path(code): Path<String>, Query(query): Query<DayQuery>) -> Answer {
    let code = code.parse().map_err(|_| Failure::NotFound)?;
    json(StatusCode::OK, &OfficeView::of(app::office::find(&web.app, &code, query.day(&web)).await?))
}
