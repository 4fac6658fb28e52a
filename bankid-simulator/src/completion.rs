//! The completion data of an order; every piece of evidence says that it is simulated.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::order::SimulatedOrder;
use super::person::SimulatedPerson;
use super::start_request::Purpose;
use bankid::wire::Risk;

const MARK: &str = "SIMULATED BankID - this is not evidence";

/// The `completionData` of an order.
pub(super) fn completion(order: &SimulatedOrder, person: &SimulatedPerson, device_ip: IpAddr, risk: Risk) -> Value {
    let signature = STANDARD.encode(signature(order));
    let mut data = json!({
        "user": {
            "personalNumber": person.personal_number,
            "name": person.name(),
            "givenName": person.given_name,
            "surname": person.surname,
        },
        "device": { "ipAddress": device_ip.to_string(), "uhi": hardware_id(person) },
        "bankIdIssueDate": "2025-01-15Z",
        "signature": signature,
        "ocspResponse": STANDARD.encode(format!("{MARK}; OCSP for {}", digest(&signature))),
    });
    if order.request.mrtd {
        data["stepUp"] = json!({ "mrtd": true });
    }
    if order.request.return_risk {
        data["risk"] = json!(risk.as_str());
    }
    data
}

// The same phone each time: 20 bytes, as the real ones are.
fn hardware_id(person: &SimulatedPerson) -> String {
    STANDARD.encode(&Sha256::digest(format!("{MARK} {}", person.personal_number))[..20])
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// XML in the shape of a real signature; the digests are right, the signature value and certificates are marked text.
fn signature(order: &SimulatedOrder) -> String {
    let mark = STANDARD.encode(MARK);
    let signed = signed_data(order);
    let key_info =
        format!("<KeyInfo Id=\"bidKeyInfo\"><X509Data><X509Certificate>{mark}</X509Certificate></X509Data></KeyInfo>");
    let references = [
        ("Type=\"http://www.bankid.com/signature/v1.0.0/types\" URI=\"#bidSignedData\"", digest(&signed)),
        ("URI=\"#bidKeyInfo\"", digest(&key_info)),
    ]
    .map(|(attributes, digest)| {
        format!(
            "<Reference {attributes}><Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">\
             </Transform></Transforms><DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod>\
             <DigestValue>{digest}</DigestValue></Reference>"
        )
    })
    .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><!-- {MARK} -->\
         <Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>\
         <CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"></CanonicalizationMethod>\
         <SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></SignatureMethod>\
         {references}</SignedInfo><SignatureValue>{mark}</SignatureValue>{key_info}<Object>{signed}</Object></Signature>"
    )
}

fn signed_data(order: &SimulatedOrder) -> String {
    let request = &order.request;
    let visible = request.visible_data.as_ref().map_or_else(String::new, |data| {
        let format = request.visible_format.as_ref().map_or_else(String::new, |format| format!(" format=\"{format}\""));
        format!("<usrVisibleData charset=\"UTF-8\"{format} visible=\"wysiwys\">{data}</usrVisibleData>")
    });
    let hidden = request
        .non_visible_data
        .as_ref()
        .map_or_else(String::new, |data| format!("<usrNonVisibleData>{data}</usrNonVisibleData>"));
    let function = match request.purpose {
        Purpose::Identification => "Identification",
        Purpose::Signing => "Signing",
    };
    let name = STANDARD.encode(&order.owner.name);
    let nonce = digest(order.tokens.order_ref.as_str());
    let version = STANDARD.encode("simulator");
    format!(
        "<bankIdSignedData xmlns=\"http://www.bankid.com/signature/v1.0.0/types\" Id=\"bidSignedData\">{visible}{hidden}\
         <srvInfo><name>{name}</name><nonce>{nonce}</nonce><displayName>{name}</displayName></srvInfo>\
         <clientInfo><funcId>{function}</funcId><version>{version}</version><env><ai><type>SIMULATED</type></ai></env>\
         </clientInfo></bankIdSignedData>"
    )
}
